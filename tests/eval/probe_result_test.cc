#include "eval/probe_result.h"

#include <gtest/gtest.h>

#include <memory>

#include "tests/core/temp_folder.h"
#include "tests/data/test_pack.h"

namespace supreme {
namespace {

// 8 training, 1 validation and 4 test records; even ones have AF.
class ProbeResultTest : public testing::Test {
 protected:
  void SetUp() override {
    std::vector<PackRecord> records;
    for (int i = 0; i < 13; ++i) {
      const int64_t fold = i < 8 ? 1 : i < 9 ? 2 : 3;
      const std::vector<std::string> codes = {i % 2 == 0 ? "AFIB" : "NORM"};
      records.push_back(TestRecord(i, fold, "p" + std::to_string(i), codes));
    }
    WriteTestPack(folder_ / "pack", records);
    pack_ = std::make_unique<Pack>(folder_ / "pack");
    task_.name = "test-task";
    task_.classes = {{"AF", "atrial fibrillation", "test", {"AFIB"}},
                     {"NORM", "normal ecg", "test", {"NORM"}}};
    options_.bootstrap.resample_count = 0;
  }

  TempFolder folder_;
  std::unique_ptr<Pack> pack_;
  Task task_;
  ProbeOptions options_;
};

TEST_F(ProbeResultTest, IsMadeOfTheLogitsOfAnyTraining) {
  const ProbeInput input{*pack_, task_, ProbeSplitByFolds(*pack_, "1/2/3")};
  const ProbeRecords records = LabelProbeRecords(task_, *pack_, input.split, input.label_mode);
  options_.seeds = {4, 9};
  const auto indices = ProbeTrainingIndices(input, records, options_);
  ASSERT_EQ(indices.size(), 2U);
  EXPECT_EQ(indices[0].size(), 8U);
  std::vector<ProbeRun> runs(2);
  // Test records 9 to 12: NORM, AF, NORM, AF. One seed is right, one has a pair the wrong way.
  runs[0].test_logits = {-1, 1, 1, -1, -2, 2, 2, -2};
  runs[1].test_logits = {1.5, 1, 1, -1, -2, 2, 2, -2};
  const ProbeResult result = SummariseProbes({}, input, options_, {records, indices, runs});
  EXPECT_DOUBLE_EQ(*result.classes[0].auc, (1.0 + 0.75) / 2);
  EXPECT_DOUBLE_EQ(*result.classes[1].auc, 1.0);
  EXPECT_DOUBLE_EQ(*result.all.auc, (1.0 + 0.875) / 2);
  EXPECT_EQ(result.train_count, 8U);
  EXPECT_EQ(result.validation_count, 1U);
  EXPECT_EQ(result.test_count, 4U);
  EXPECT_EQ(result.classes[0].train_positive_count, 4.0);
}

TEST_F(ProbeResultTest, ShotsDependOnTheSeedAlone) {
  const ProbeInput input{*pack_, task_, ProbeSplitByFolds(*pack_, "1/2/3")};
  const ProbeRecords records = LabelProbeRecords(task_, *pack_, input.split, input.label_mode);
  options_.shots = 1;
  options_.seeds = {4, 9, 11, 12};
  const auto four = ProbeTrainingIndices(input, records, options_);
  options_.seeds = {9};
  EXPECT_EQ(ProbeTrainingIndices(input, records, options_)[0], four[1]);
  EXPECT_FALSE(four[0] == four[1] && four[1] == four[2] && four[2] == four[3]);
}

TEST(PretrainingSplit, IsFoundInTheBundlesThatABundleStartedFrom) {
  const OrderedJson first = {{"pack", {{"id", "abc"}}},
                             {"split", {{"description", "folds 1-8 / 9 / -"}}}};
  const OrderedJson second = {{"pack", {{"id", "def"}}}, {"started_from", first}};
  EXPECT_EQ(PretrainingSplit(second, "abc"), "folds 1-8 / 9 / -");
  EXPECT_EQ(PretrainingSplit(second, "def"), "unknown split");
  EXPECT_EQ(PretrainingSplit(second, "ghi"), "");
  EXPECT_EQ(PretrainingSplit(OrderedJson(), "abc"), "");
}

}  // namespace
}  // namespace supreme
