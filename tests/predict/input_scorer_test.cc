#include "predict/input_scorer.h"

#include <gtest/gtest.h>

#include <cmath>

#include "predict/engine_predictor.h"
#include "predict/questions.h"
#include "tests/core/temp_folder.h"
#include "tests/predict/random_bundle.h"

namespace supreme {
namespace {

EcgWindow Waves(double speed) {
  EcgWindow window;
  window.samples_mv.resize(kLeadCount * kWindowSamples);
  for (size_t i = 0; i < window.samples_mv.size(); ++i) {
    window.samples_mv[i] = static_cast<float>(std::sin(static_cast<double>(i) * speed));
  }
  window.present.fill(1);
  return window;
}

// The scorer's probabilities must be the predictor's.
void ExpectAgreement(const Bundle& bundle, const QueryBatch& batch) {
  EnginePredictor predictor(bundle, {.threads = 1, .batch_size = 1});
  predictor.SetQueries(batch);
  InputScorerOptions options;
  options.threads = 1;
  options.batch_size = 2;
  InputScorer scorer(bundle, batch, options);
  const EcgWindow window = Waves(0.013);
  const Scores scores = predictor.Predict({&window, 1});
  const NetworkInput input = scorer.Prepare(window);
  std::vector<float> three;
  for (int i = 0; i < 3; ++i) {
    three.insert(three.end(), input.samples.begin(), input.samples.end());
  }
  const auto logits = scorer.Logits(three, input.lead_log_std);
  ASSERT_EQ(logits.size(), 3 * batch.texts.size());
  for (size_t i = 0; i < logits.size(); ++i) {
    EXPECT_NEAR(1.0 / (1.0 + std::exp(-logits[i])), scores.at(0, i % batch.texts.size()), 1e-5);
  }
}

TEST(InputScorer, AgreesWithThePredictorAndTurnsDenialsRound) {
  TempFolder folder;
  const Bundle bundle = WriteRandomBundle(folder / "b", ModelPreset("nano"));
  QueryBatch batch = BundleQuestions(bundle).batch;
  batch.denied.assign(batch.texts.size(), 0);
  batch.denied[1] = 1;
  ExpectAgreement(bundle, batch);
}

TEST(InputScorer, AnswersALinearHeadByItsNearestQuery) {
  TempFolder folder;
  ModelConfig config = ModelPreset("nano");
  config.fusion = "linear";
  const Bundle bundle = WriteRandomBundle(folder / "b", config);
  QueryBatch batch = BundleQuestions(bundle).batch;
  batch.texts = {batch.texts[5], batch.texts[2]};
  const auto row = [&](size_t index) {
    return std::span(bundle.queries.embeddings)
        .subspan(index * static_cast<size_t>(config.text_width),
                 static_cast<size_t>(config.text_width));
  };
  batch.embeddings.assign(row(5).begin(), row(5).end());
  batch.embeddings.insert(batch.embeddings.end(), row(2).begin(), row(2).end());
  ExpectAgreement(bundle, batch);
}

TEST(InputScorer, TakesOtherWeights) {
  TempFolder folder;
  const Bundle bundle = WriteRandomBundle(folder / "b", ModelPreset("nano"));
  WriteRandomWeights(bundle.model, folder / "other.safetensors", 3.0F);
  const QueryBatch batch = BundleQuestions(bundle).batch;
  const auto logits = [&](const std::filesystem::path& weights) {
    InputScorerOptions options;
    options.threads = 1;
    options.weights = weights;
    InputScorer scorer(bundle, batch, options);
    const NetworkInput input = scorer.Prepare(Waves(0.02));
    return scorer.Logits(input.samples, input.lead_log_std);
  };
  EXPECT_NE(logits({}), logits(folder / "other.safetensors"));
  EXPECT_EQ(logits({}), logits(folder / "b" / "model.safetensors"));
}

TEST(InputScorer, AttentionHasARowPerLayerAndQuestionThatSumsToOne) {
  TempFolder folder;
  const Bundle bundle = WriteRandomBundle(folder / "b", ModelPreset("nano"));
  InputScorerOptions options;
  options.threads = 1;
  options.attention = true;
  InputScorer scorer(bundle, BundleQuestions(bundle).batch, options);
  const CrossAttention attention = scorer.Attention(scorer.Prepare(Waves(0.02)));
  EXPECT_EQ(attention.layer_count, static_cast<size_t>(bundle.model.fusion_layers));
  EXPECT_EQ(attention.question_count, 8U);
  EXPECT_EQ(attention.token_count, 63U);
  for (size_t layer = 0; layer < attention.layer_count; ++layer) {
    for (size_t q = 0; q < attention.question_count; ++q) {
      double sum = 0.0;
      for (const float weight : attention.Row(layer, q)) sum += static_cast<double>(weight);
      EXPECT_NEAR(sum, 1.0, 1e-5);
    }
  }
}

}  // namespace
}  // namespace supreme
