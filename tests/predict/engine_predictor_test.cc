#include "predict/engine_predictor.h"

#include <gtest/gtest.h>

#include <cmath>

#include "engine/ecg_model.h"
#include "predict/questions.h"
#include "signal/preprocess.h"
#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"
#include "tests/predict/random_bundle.h"

namespace supreme {
namespace {

std::vector<EcgWindow> MadeUpWindows(size_t count) {
  std::vector<EcgWindow> windows(count);
  for (size_t w = 0; w < count; ++w) {
    windows[w].samples_mv.resize(kLeadCount * kWindowSamples);
    for (size_t i = 0; i < windows[w].samples_mv.size(); ++i) {
      windows[w].samples_mv[i] =
          std::sin(static_cast<float>(i) * 0.01f * static_cast<float>(w + 1));
    }
    windows[w].present.fill(1);
  }
  return windows;
}

TEST(EnginePredictor, GivesTheSigmoidOfTheModelsLogits) {
  TempFolder folder;
  const Bundle bundle = WriteRandomBundle(folder / "b", ModelPreset("nano"));
  EnginePredictor predictor(bundle, {.threads = 1, .batch_size = 2});
  predictor.SetQueries(BundleQuestions(bundle).batch);
  const auto windows = MadeUpWindows(5);
  const Scores scores = predictor.Predict(windows);
  ASSERT_EQ(scores.record_count, 5u);
  ASSERT_EQ(scores.query_count, 8u);

  const SafetensorsFile weights(folder / "b" / "model.safetensors");
  EcgModelOptions options;
  options.threads = 1;
  EcgModel model(bundle.model, weights, bundle.queries.embeddings, options);
  const Preprocessor preprocessor(bundle.model.preprocess);
  for (size_t w = 0; w < windows.size(); ++w) {
    const NetworkInput input = preprocessor.Prepare(windows[w]);
    const auto logits = model.Infer(input.samples, input.lead_log_std);
    for (size_t q = 0; q < 8; ++q) {
      EXPECT_NEAR(scores.at(w, q), 1.0 / (1.0 + std::exp(-logits[q])), 1e-5) << w << " " << q;
    }
  }
}

TEST(EnginePredictor, ScoresARecordTheSameWhateverIsAskedWithIt) {
  TempFolder folder;
  const Bundle bundle = WriteRandomBundle(folder / "b", ModelPreset("nano"));
  EnginePredictor predictor(bundle, {.threads = 1, .batch_size = 4});
  predictor.SetQueries(BundleQuestions(bundle).batch);
  const auto windows = MadeUpWindows(9);
  const Scores alone = [&] {
    Scores all{9, 8, {}};
    for (const EcgWindow& window : windows) {
      const Scores one = predictor.Predict(std::span(&window, 1));
      all.values.insert(all.values.end(), one.values.begin(), one.values.end());
    }
    return all;
  }();
  EXPECT_GT(std::abs(alone.at(0, 0) - alone.at(1, 0)), 1e-5f);
  for (size_t count = 2; count <= 9; ++count) {
    const size_t first = 9 - count;  // so that records move within and between batches
    const Scores some = predictor.Predict(std::span(windows).subspan(first, count));
    for (size_t w = 0; w < count; ++w) {
      for (size_t q = 0; q < 8; ++q) {
        EXPECT_NEAR(some.at(w, q), alone.at(first + w, q), 1e-6) << count << " " << w << " " << q;
      }
    }
  }
}

TEST(EnginePredictor, AnswersADenialWithTheComplement) {
  TempFolder folder;
  const Bundle bundle = WriteRandomBundle(folder / "b", ModelPreset("nano"));
  EnginePredictor predictor(bundle, {.threads = 1, .batch_size = 2});
  QueryBatch batch = BundleQuestions(bundle).batch;
  const auto windows = MadeUpWindows(3);
  predictor.SetQueries(batch);
  const Scores plain = predictor.Predict(windows);
  batch.denied.assign(batch.texts.size(), 0);
  batch.denied[2] = 1;
  predictor.SetQueries(batch);
  const Scores denied = predictor.Predict(windows);
  for (size_t w = 0; w < windows.size(); ++w) {
    EXPECT_NEAR(denied.at(w, 2), 1.0f - plain.at(w, 2), 1e-6);
    EXPECT_EQ(denied.at(w, 3), plain.at(w, 3));
  }
}

TEST(EnginePredictor, ALinearHeadAnswersEachQuestionByItsNearestQuery) {
  TempFolder folder;
  ModelConfig config = ModelPreset("nano");
  config.fusion = "linear";
  const Bundle bundle = WriteRandomBundle(folder / "b", config);
  EnginePredictor predictor(bundle, {.threads = 1, .batch_size = 2});
  const auto windows = MadeUpWindows(3);
  predictor.SetQueries(BundleQuestions(bundle).batch);
  const Scores known = predictor.Predict(windows);
  ASSERT_EQ(known.query_count, 8u);
  EXPECT_NE(known.at(0, 5), known.at(0, 2));

  QueryBatch near{{"beside 5", "not 2"}, {}, {0, 1}};
  const auto width = static_cast<size_t>(config.text_width);
  for (const size_t query : {size_t{5}, size_t{2}}) {
    const auto row = std::span(bundle.queries.embeddings).subspan(query * width, width);
    for (const float value : row) near.embeddings.push_back(2.0f * value + 0.001f);
  }
  predictor.SetQueries(near);
  const Scores found = predictor.Predict(windows);
  ASSERT_EQ(found.query_count, 2u);
  for (size_t w = 0; w < windows.size(); ++w) {
    EXPECT_EQ(found.at(w, 0), known.at(w, 5));
    EXPECT_NEAR(found.at(w, 1), 1.0f - known.at(w, 2), 1e-6);
  }
}

TEST(EnginePredictor, NamesItsBundleByFolderAndContents) {
  TempFolder folder;
  const Bundle bundle = WriteRandomBundle(folder / "b", ModelPreset("nano"));
  const EnginePredictor predictor(bundle);
  EXPECT_EQ(predictor.info().name, "b");
  EXPECT_EQ(predictor.info().bundle_id, BundleId(folder / "b"));
  EXPECT_EQ(predictor.info().text_width, bundle.model.text_width);
  WriteFileAtomically(folder / "b/config.json", ReadFile(folder / "b/config.json") + " ");
  EXPECT_NE(predictor.info().bundle_id, BundleId(folder / "b"));
}

TEST(EnginePredictor, RefusesToPredictBeforeItHasQueries) {
  TempFolder folder;
  const Bundle bundle = WriteRandomBundle(folder / "b", ModelPreset("nano"));
  EnginePredictor predictor(bundle);
  ExpectError(ErrorCode::kInvalidInput, "no queries", [&] { predictor.Predict(MadeUpWindows(1)); });
  ExpectError(ErrorCode::kInvalidInput, "width 384", [&] {
    predictor.SetQueries({{"a"}, {1.0f}, {}});
  });
}

}  // namespace
}  // namespace supreme
