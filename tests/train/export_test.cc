#include "train/export.h"

#include <gtest/gtest.h>

#include "core/atomic_file.h"
#include "tests/core/expect_error.h"
#include "tests/predict/random_bundle.h"
#include "tests/train/small_data.h"

namespace supreme {
namespace {

TEST(FindThresholds, NeedsRecordsWithAndWithoutTheQuery) {
  const QuerySet queries = MadeUpQueries(4, 2);
  ValidationScores scores;
  scores.record_count = 4;
  scores.query_count = 2;
  scores.scores = {0.9, 0.5, 0.7, 0.5, 0.3, 0.5, 0.6, 0.5};
  scores.labels = {1, 0, 1, 0, 0, 0, 2, 0};
  const auto thresholds = FindThresholds(queries, scores, false);
  ASSERT_EQ(thresholds.size(), 1u) << "the second query is present in no record";
  const Threshold& threshold = thresholds.at("query-0");
  EXPECT_DOUBLE_EQ(threshold.value, 0.65);
  EXPECT_EQ(threshold.method, "youden");
  EXPECT_EQ(threshold.positives, 2u);
  EXPECT_EQ(threshold.negatives, 2u);
  const Threshold masked = FindThresholds(queries, scores, true).at("query-0");
  EXPECT_DOUBLE_EQ(masked.value, 0.5);
  EXPECT_EQ(masked.negatives, 1u);
}

TEST(FindThresholds, IsEmptyWithoutValidationRecords) {
  EXPECT_TRUE(FindThresholds(MadeUpQueries(4, 2), {}, false).empty());
}

TEST(ExportBundle, WritesABundleAroundTheCheckpointsWeights) {
  const TestFolder test("export");
  Bundle bundle;
  bundle.folder = test.path() / "bundle";
  bundle.model = ModelPreset("nano");
  bundle.queries = MadeUpQueries(bundle.model.text_width, 2);
  MakeFolder(test.path() / "checkpoint");
  WriteRandomWeights(bundle.model, test.path() / "checkpoint/model.safetensors");
  ExportBundle(bundle, test.path() / "checkpoint");
  EXPECT_EQ(ReadBundle(bundle.folder).queries.queries.size(), 2u);
  EXPECT_TRUE(ReadFile(bundle.folder / "model.safetensors") ==
              ReadFile(test.path() / "checkpoint/model.safetensors"));
}

TEST(ExportBundle, LeavesTheDirectHeadBehind) {
  const TestFolder test("export_direct");
  Bundle bundle;
  bundle.folder = test.path() / "bundle";
  bundle.model = ModelPreset("nano");
  bundle.queries = MadeUpQueries(bundle.model.text_width, 2);
  MakeFolder(test.path() / "checkpoint");
  ModelConfig trained = bundle.model;
  trained.direct_outputs = 5;
  WriteRandomWeights(trained, test.path() / "checkpoint/model.safetensors");
  ExportBundle(bundle, test.path() / "checkpoint");
  const SafetensorsFile weights(ReadBundle(bundle.folder).folder / "model.safetensors");
  EXPECT_EQ(weights.names().size(), WeightShapes(bundle.model).size());
}

TEST(ExportBundle, LeavesNoBundleWhenTheWeightsDoNotFit) {
  const TestFolder test("export_fails");
  Bundle bundle = WriteRandomBundle(test.path() / "bundle", ModelPreset("nano"));
  MakeFolder(test.path() / "checkpoint");
  WriteRandomWeights(ModelPreset("vit-nano"), test.path() / "checkpoint/model.safetensors");
  ExpectError(ErrorCode::kCorruptData, "ecg_projection",
              [&] { ExportBundle(bundle, test.path() / "checkpoint"); });
  ExpectError(ErrorCode::kNotFound, "not a bundle", [&] { ReadBundle(bundle.folder); });
}

}  // namespace
}  // namespace supreme
