#include "train/trial.h"

#include <gtest/gtest.h>

#include "tests/train/small_data.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

PretrainRequest Request(const fs::path& folder) {
  PretrainRequest request;
  request.pack = folder / "pack";
  request.vocabulary = folder / "vocab";
  request.output = folder / "run";
  request.config.model = ModelPreset("nano");
  request.config.model.text_width = kSmallTextWidth;
  request.config.model.stem_width = 4;
  request.config.model.width = 32;
  request.config.model.stage_blocks = 1;
  request.config.model.fusion_layers = 1;
  request.config.model.dropout = 0.0;
  request.config.train.batch_size = 8;
  request.config.train.threads = 1;
  request.config.train.learning_rate = 3e-3;
  return request;
}

TEST(Trial, SweepRisesUntilTheLossDivergesAndLeavesNoFiles) {
  const TestFolder test("sweep");
  WriteSmallData(test.path(), 40);
  const PretrainRequest request = Request(test.path());
  const auto points = SweepLearningRates(request, 12);
  ASSERT_GE(points.size(), 3u);
  ASSERT_LE(points.size(), 12u);
  EXPECT_DOUBLE_EQ(points[0].rate, 1e-7);
  EXPECT_NEAR(points[0].loss, 0.69, 0.2);
  for (size_t i = 1; i < points.size(); ++i) EXPECT_GT(points[i].rate, points[i - 1].rate);
  EXPECT_FALSE(fs::exists(request.output));
}

TEST(Trial, OneBatchIsLearntAndTheSameTrialGivesTheSameLoss) {
  const TestFolder test("overfit");
  WriteSmallData(test.path(), 40);
  const PretrainRequest request = Request(test.path());
  const OverfitResult result = OverfitOneBatch(request, 150);
  EXPECT_TRUE(result.Passed()) << result.loss << " of " << result.limit;
  EXPECT_EQ(result.records, 8);
  EXPECT_EQ(result.queries, static_cast<int64_t>(kSmallQueries));
  EXPECT_DOUBLE_EQ(result.limit, result.constant_loss / 2.0);
  EXPECT_FALSE(fs::exists(request.output));
  EXPECT_DOUBLE_EQ(OverfitOneBatch(request, result.steps).loss, result.loss);
}

TEST(Trial, ARateThatTeachesNothingDoesNotPass) {
  const TestFolder test("overfit_fails");
  WriteSmallData(test.path(), 40);
  PretrainRequest request = Request(test.path());
  request.config.train.learning_rate = 1e-9;
  const OverfitResult result = OverfitOneBatch(request, 10);
  EXPECT_FALSE(result.Passed());
  EXPECT_EQ(result.steps, 10);
}

}  // namespace
}  // namespace supreme
