#include "eval/linear_probe.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/progress.h"
#include "data/split_file.h"
#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"
#include "tests/data/test_pack.h"
#include "tests/eval/mock_encoder.h"

namespace supreme {
namespace {

// 120 records, folds 1 to 3 by tens: even ones have AF; NORM are the odd ones; WPW has no record in
// fold 1, the training fold, but every fifth of fold 3.
class LinearProbeTest : public testing::Test {
 protected:
  void SetUp() override {
    Progress::SetQuiet(true);
    std::vector<PackRecord> records;
    for (int i = 0; i < 120; ++i) {
      const int64_t fold = i < 60 ? 1 : i < 80 ? 2 : 3;
      std::vector<std::string> codes = {i % 2 == 0 ? "AFIB" : "NORM"};
      if (fold == 3 && i % 5 == 0) codes.emplace_back("WPW");
      records.push_back(TestRecord(i, fold, "p" + std::to_string(i), codes));
      records.back().window.samples_mv[0] = static_cast<float>(i) / 1000.0F;
    }
    WriteTestPack(folder_ / "pack", records);
    pack_ = std::make_unique<Pack>(folder_ / "pack");
    task_.name = "test-task";
    task_.dataset = "test";
    task_.classes = {{"AF", "atrial fibrillation", "test", {"AFIB"}},
                     {"NORM", "normal ecg", "test", {"NORM"}},
                     {"WPW", "wolff-parkinson-white", "test", {"WPW"}},
                     {"LBBB", "left bundle branch block", "test", {"LBBB"}}};
    options_.recipe = FindProbeRecipe("paper");
    options_.recipe.epochs = 20;
    options_.recipe.learning_rate = 0.05;  // 80 steps have to do
    options_.bootstrap.resample_count = 50;
    options_.threads = 2;
  }

  // Knows AF, among noise.
  static std::vector<float> Features(const EcgWindow& window) {
    const auto number = static_cast<int>(std::lround(window.samples_mv[0] * 1000.0F));
    Rng rng(static_cast<uint64_t>(number));
    std::vector<float> features;
    for (int d = 0; d < 8; ++d) features.push_back(static_cast<float>(rng.Normal()));
    if (number % 2 == 0) features[2] += 3.0F;
    return features;
  }

  ProbeResult Probe() {
    return RunLinearProbe(encoder_, FeatureCache(folder_ / "features"),
                          {*pack_, task_, ProbeSplitByFolds(*pack_, "1/2/3")}, options_);
  }

  TempFolder folder_;
  std::unique_ptr<Pack> pack_;
  Task task_;
  MockEncoder encoder_{8, Features};
  ProbeOptions options_;
};

TEST_F(LinearProbeTest, SaysHowWellFeaturesTellClassesApart) {
  const ProbeResult result = Probe();
  EXPECT_EQ(result.train_count, 60U);
  EXPECT_EQ(result.validation_count, 20U);
  EXPECT_EQ(result.test_count, 40U);
  ASSERT_EQ(result.classes.size(), 4U);
  EXPECT_GT(*result.classes[0].auc, 0.9);
  EXPECT_EQ(result.classes[0].positive_count, 20U);
  EXPECT_EQ(result.classes[0].negative_count, 20U);
  EXPECT_LE(result.classes[0].interval->low, *result.classes[0].auc);
  EXPECT_GE(result.classes[0].interval->high, *result.classes[0].auc);
}

TEST_F(LinearProbeTest, MeanAndDeviationAreOverSeeds) {
  options_.seeds = {5, 1, 9, 2};
  const ProbeResult result = Probe();
  ASSERT_EQ(result.runs.size(), 4U);
  double sum = 0.0;
  double squares = 0.0;
  for (size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(result.runs[i].seed, options_.seeds[i]);
    sum += *result.runs[i].auc;
    squares += *result.runs[i].auc * *result.runs[i].auc;
  }
  EXPECT_NEAR(*result.all.auc, sum / 4, 1e-12);
  EXPECT_NEAR(*result.all.deviation, std::sqrt((squares - sum * sum / 4) / 3), 1e-9);
  options_.seeds = {5};
  const ProbeResult one = Probe();
  EXPECT_EQ(one.runs[0].test_logits, result.runs[0].test_logits);
  EXPECT_FALSE(one.all.deviation);
}

TEST_F(LinearProbeTest, NamesClassesWithoutTrainingOrTestPositives) {
  const ProbeResult result = Probe();
  EXPECT_TRUE(result.classes[1].trained_by_all_seeds);
  EXPECT_FALSE(result.classes[2].trained_by_all_seeds);
  EXPECT_EQ(result.classes[2].train_positive_count, 0.0);
  EXPECT_TRUE(result.classes[2].auc);
  EXPECT_FALSE(result.classes[3].auc);
  EXPECT_EQ(result.all.class_count, 4U);
  EXPECT_EQ(result.all.defined_count, 3U);
  EXPECT_EQ(result.trained.class_count, 2U);
  EXPECT_EQ(result.trained.defined_count, 2U);
  EXPECT_NEAR(*result.trained.auc, (*result.classes[0].auc + *result.classes[1].auc) / 2, 1e-12);
}

TEST_F(LinearProbeTest, QuotesWhereTheNumbersComeFrom) {
  const ProbeResult result = Probe();
  const Split split = SplitByFolds(*pack_, "1", "2", "3");
  EXPECT_EQ(result.split_hash, SplitSha256(SplitRows(split, *pack_)));
  EXPECT_EQ(result.split_description, split.description);
  EXPECT_EQ(result.pack_id, pack_->id());
  EXPECT_EQ(result.encoder.bundle_id, encoder_.info().bundle_id);
  EXPECT_EQ(result.label_mode, "any-code");
}

TEST_F(LinearProbeTest, AShareTrainsOnFewerRecordsOfTheSameSplit) {
  const ProbeResult full = Probe();
  options_.percent = 10;
  const ProbeResult share = Probe();
  EXPECT_EQ(share.train_count, 6U);
  EXPECT_EQ(share.test_count, full.test_count);
  EXPECT_EQ(share.split_hash, full.split_hash);
  EXPECT_NE(share.train_hash, full.train_hash);
  EXPECT_EQ(encoder_.encoded(), 120U);  // once for both
}

TEST_F(LinearProbeTest, ShotsAreDrawnAnewBySeed) {
  options_.shots = 2;
  options_.seeds = {1, 2, 3, 4, 5, 6};
  const ProbeResult result = Probe();
  for (const ProbeRun& run : result.runs) {
    EXPECT_GE(run.train_count, 4U);
    EXPECT_LE(run.train_count, 16U);
  }
  EXPECT_GE(result.classes[0].train_positive_count, 2.0);
  EXPECT_GT(*result.all.deviation, 0.0);
}

TEST_F(LinearProbeTest, RefusesAPackWithoutTheTasksClasses) {
  task_.classes = {{"LBBB", "left bundle branch block", "test", {"LBBB"}}};
  ExpectError(ErrorCode::kInvalidInput, "no training record", [&] { Probe(); });
}

}  // namespace
}  // namespace supreme
