// A random bundle of a small network, with the questions that the check of explanations asks.
#pragma once

#include <cmath>
#include <string>

#include "eval/explanation_check.h"
#include "predict/questions.h"
#include "tests/core/temp_folder.h"
#include "tests/predict/random_bundle.h"

namespace supreme {

inline ModelConfig SmallConfig(const std::string& encoder, const std::string& fusion = "cfn") {
  ModelConfig config = ModelPreset("nano");
  config.encoder = encoder;
  config.fusion = fusion;
  config.patch_samples = 25;
  config.width = 16;
  config.depth = 1;
  config.attention_heads = 2;
  config.stem_width = 4;
  config.stage_blocks = 1;
  config.hidden_width = 16;
  config.fusion_layers = 2;
  config.fusion_heads = 2;
  config.fusion_ffn_width = 16;
  config.head_width = 16;
  config.text_width = 8;
  return config;
}

struct SmallExplained {
  explicit SmallExplained(const ModelConfig& config)
      : bundle(WriteRandomBundle(folder / "b", config, PlacedFindings().size())),
        questions(BundleQuestions(bundle).batch) {}

  InputScorer Scorer() const {
    InputScorerOptions options;
    options.threads = 1;
    options.attention = bundle.model.fusion == "cfn";
    return {bundle, questions, options};
  }

  TempFolder folder;
  Bundle bundle;
  QueryBatch questions;
};

// Something that is not flat: a slow sine per lead.
inline EcgWindow Waves() {
  EcgWindow window;
  window.samples_mv.resize(kLeadCount * kWindowSamples);
  for (size_t i = 0; i < window.samples_mv.size(); ++i) {
    const double phase = static_cast<double>(i % kWindowSamples) * 0.02;
    window.samples_mv[i] = static_cast<float>(std::sin(phase + static_cast<double>(i / 5000)));
  }
  window.present.fill(1);
  return window;
}

}  // namespace supreme
