#include "eval/probe_records.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "core/atomic_file.h"
#include "core/json.h"
#include "data/legacy_permutation.h"
#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"
#include "tests/data/test_pack.h"

namespace supreme {
namespace {

// Records r0 … r11: r0-r7 in fold 1, r8-r9 in fold 2, r10-r11 in fold 3. Even ones have AF, r3 has
// LBBB too, r5 carries no class.
class ProbeRecordsTest : public testing::Test {
 protected:
  void SetUp() override {
    std::vector<PackRecord> records;
    for (int i = 0; i < 12; ++i) {
      std::vector<std::string> codes = {i % 2 == 0 ? "AFIB" : "NORM"};
      if (i == 3) codes.emplace_back("LBBB");
      if (i == 5) codes = {"PACE"};
      const int64_t fold = i < 8 ? 1 : i < 10 ? 2 : 3;
      records.push_back(TestRecord(i, fold, "p" + std::to_string(i), codes));
    }
    WriteTestPack(folder_ / "pack", records);
    pack_ = std::make_unique<Pack>(folder_ / "pack");
    task_.name = "test-task";
    task_.classes = {{"AF", "atrial fibrillation", "test", {"AFIB"}},
                     {"LBBB", "left bundle branch block", "test", {"LBBB"}},
                     {"NORM", "normal ecg", "test", {"NORM"}}};
  }

  ProbeSplit ByCsv(const std::string& lines) {
    WriteFileAtomically(folder_ / "split.csv", "# made up\nrecord_id,split\n" + lines);
    return ProbeSplitByCsv(*pack_, folder_ / "split.csv");
  }
  ProbeRecords Label(const ProbeSplit& split) {
    return LabelProbeRecords(task_, *pack_, split, LabelMode::kExact);
  }

  TempFolder folder_;
  std::unique_ptr<Pack> pack_;
  Task task_;
};

TEST_F(ProbeRecordsTest, FoldsTrainValidateAndTest) {
  const ProbeRecords records = Label(ProbeSplitByFolds(*pack_, "1/2/3"));
  EXPECT_EQ(records.train.rows, (std::vector<size_t>{0, 1, 2, 3, 4, 6, 7}));
  EXPECT_EQ(records.validation.rows, (std::vector<size_t>{8, 9}));
  EXPECT_EQ(records.test.rows, (std::vector<size_t>{10, 11}));
  EXPECT_EQ(CountPositives(records.train, 3, {0, 3, 6}), (std::vector<uint64_t>{1, 1, 2}));
}

TEST_F(ProbeRecordsTest, FoldsNeedThreeParts) {
  for (const char* folds : {"", "1-8", "1/2", "1/2/3/4"}) {
    ExpectError(ErrorCode::kUsage, "1-8/9/10", [&] { ProbeSplitByFolds(*pack_, folds); });
  }
  ExpectError(ErrorCode::kInvalidInput, "in two parts",
              [&] { ProbeSplitByFolds(*pack_, "1-2/2/3"); });
}

TEST_F(ProbeRecordsTest, ASplitFileGivesTrainingItsOrder) {
  const ProbeSplit split = ByCsv("r6,train\nr11,test\nr1,train\nr9,validation\nr4,train\n");
  EXPECT_TRUE(split.listed);
  EXPECT_EQ(split.split.train, (std::vector<size_t>{6, 1, 4}));
  EXPECT_EQ(Label(split).train.rows, (std::vector<size_t>{6, 1, 4}));
}

TEST_F(ProbeRecordsTest, KeepsUnlabelledRecordsOfASplitFileWhenTheTaskSaysSo) {
  const ProbeSplit split = ByCsv("r5,train\nr1,train\nr11,test\n");
  EXPECT_EQ(Label(split).train.rows, (std::vector<size_t>{1}));
  task_.keep_unlabelled = true;
  EXPECT_EQ(Label(split).train.rows, (std::vector<size_t>{5, 1}));
}

TEST_F(ProbeRecordsTest, RefusesPartsWithoutLabelledRecords) {
  ExpectError(ErrorCode::kInvalidInput, "no training record",
              [&] { Label(ByCsv("r5,train\nr1,test\n")); });
  ExpectError(ErrorCode::kInvalidInput, "no test record", [&] { Label(ByCsv("r1,train\n")); });
}

TEST_F(ProbeRecordsTest, RefusesATestRecordInTraining) {
  ProbeSplit split = ProbeSplitByFolds(*pack_, "1/2/3");
  split.split.train.push_back(10);
  ExpectError(ErrorCode::kInvalidInput, "record r10 is in two parts", [&] { Label(split); });
}

TEST_F(ProbeRecordsTest, RefusesAPatientInTrainingAndTest) {
  std::vector<PackRecord> records = {TestRecord(1, 1, "same"), TestRecord(2, 3, "same")};
  WriteTestPack(folder_ / "other", records);
  const Pack pack(folder_ / "other");
  ExpectError(ErrorCode::kInvalidInput, "patient same is in two parts",
              [&] { ProbeSplitByFolds(pack, "1/2/3"); });
}

TEST_F(ProbeRecordsTest, AShareIsTheEndOfThePublishedPermutation) {
  TaskLabels train;
  for (size_t i = 0; i < 250; ++i) train.rows.push_back(i);
  const std::vector<size_t> order = LegacyPermutation(42, 250);
  for (const size_t percent : {1, 10}) {
    const auto share = ShareOfProbeRecords(*pack_, train, static_cast<int>(percent));
    ASSERT_EQ(share.size(), 250 * percent / 100);
    EXPECT_TRUE(std::equal(share.begin(), share.end(),
                           order.end() - static_cast<std::ptrdiff_t>(share.size())));
  }
  EXPECT_EQ(ShareOfProbeRecords(*pack_, train, 100).size(), 250U);
  train.rows.resize(99);
  ExpectError(ErrorCode::kInvalidInput, "1 % of 99 training records is none",
              [&] { ShareOfProbeRecords(*pack_, train, 1); });
}

TEST_F(ProbeRecordsTest, SharesAreThePublishedRows) {
  const std::filesystem::path path = std::filesystem::path(SUPREME_SOURCE_DIR) /
                                     "../shared/data/splits/linear_probe_subsets_seed42.json";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << path << " is absent";
  const Json published = ReadJsonFile(path);
  const std::map<std::string, size_t> sizes = {{"ptbxl_super_class", 17084},
                                               {"ptbxl_sub_class", 17084},
                                               {"ptbxl_form", 7197},
                                               {"ptbxl_rhythm", 16832},
                                               {"icbeb", 4950},
                                               {"chapman", 16546}};
  for (const auto& [name, size] : sizes) {
    TaskLabels train;
    train.rows.resize(size);
    for (const int percent : {1, 10}) {
      const Json& rows = published[name][std::to_string(percent) + "%"];
      std::vector<uint32_t> share = ShareOfProbeRecords(*pack_, train, percent);
      std::sort(share.begin(), share.end());
      auto expected = rows["row_index_0based_in_train_csv"].get<std::vector<uint32_t>>();
      std::sort(expected.begin(), expected.end());
      EXPECT_EQ(share, expected) << name << percent;
    }
  }
}

// 60 records of three classes: even ones have the first, each tenth the second, none the third.
TaskLabels ShotLabels() {
  TaskLabels labels;
  for (size_t i = 0; i < 60; ++i) {
    labels.rows.push_back(i);
    for (const bool held : {i % 2 == 0, i % 10 == 1, false}) labels.positive.push_back(held);
  }
  return labels;
}

TEST(DrawShots, GivesEachClassItsPositivesAndNegatives) {
  const TaskLabels labels = ShotLabels();
  for (const size_t shots : {1U, 4U}) {
    const std::vector<uint32_t> drawn = DrawShots(labels, shots, Rng(3));
    EXPECT_TRUE(std::is_sorted(drawn.begin(), drawn.end()));
    EXPECT_EQ(std::set<uint32_t>(drawn.begin(), drawn.end()).size(), drawn.size());
    EXPECT_LE(drawn.size(), 3 * 2 * shots);
    const std::vector<uint64_t> positives = CountPositives(labels, 3, drawn);
    EXPECT_GE(positives[0], shots);
    EXPECT_GE(positives[1], shots);
    EXPECT_EQ(positives[2], 0U);
    for (const uint64_t count : positives) EXPECT_GE(drawn.size() - count, shots);
  }
}

TEST(DrawShots, TakesAllThatThereAre) {
  const TaskLabels labels = ShotLabels();
  EXPECT_EQ(CountPositives(labels, 3, DrawShots(labels, 16, Rng(3)))[1], 6U);
  EXPECT_EQ(DrawShots(labels, 1000, Rng(3)).size(), 60U);
}

TEST(DrawShots, DependsOnTheSeedAlone) {
  const TaskLabels labels = ShotLabels();
  EXPECT_EQ(DrawShots(labels, 4, Rng(3)), DrawShots(labels, 4, Rng(3)));
  EXPECT_NE(DrawShots(labels, 4, Rng(3)), DrawShots(labels, 4, Rng(4)));
}

}  // namespace
}  // namespace supreme
