// A small network without randomness, and a batch for it.
#pragma once

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>

#include <string>

#include "engine/model_config.h"
#include "train/batch_source.h"

namespace supreme {

inline ModelConfig SmallModel(const std::string& encoder) {
  ModelConfig config = ModelPreset(encoder == "vit" ? "vit-nano" : "nano");
  config.text_width = 16;
  config.depth = 1;
  config.stage_blocks = 1;
  config.dropout = 0.0;
  config.stochastic_depth = 0.0;
  return config;
}

inline Batch RandomBatch(const ModelConfig& config, int64_t records,
                         at::ScalarType type = at::kFloat) {
  auto generator = at::make_generator<at::CPUGeneratorImpl>(3);
  const auto real = at::TensorOptions(type);
  const int64_t window = config.preprocess.window_samples;
  return {at::randn({records, 12, window}, generator, real),
          at::randn({records, 12}, generator, real),
          at::randint(0, 3, {records, 5}, generator, at::TensorOptions(at::kByte)),
          at::randn({5, 16}, generator, real)};
}

}  // namespace supreme
