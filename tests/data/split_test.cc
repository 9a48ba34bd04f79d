#include "data/split.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/atomic_file.h"
#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"
#include "tests/data/test_pack.h"

namespace supreme {
namespace {

std::vector<PackRecord> FourRecords() {
  return {TestRecord(0, 1, "a"), TestRecord(1, 2, "b"), TestRecord(2, 9, "c"),
          TestRecord(3, 10, "d")};
}

TEST(ParseFolds, ReadsRangesAndLists) {
  EXPECT_EQ(ParseFolds("1-3,7"), (std::vector<int64_t>{1, 2, 3, 7}));
  EXPECT_EQ(ParseFolds(" 10 , 9 "), (std::vector<int64_t>{9, 10}));
}

TEST(ParseFolds, RefusesOtherText) {
  for (const char* text : {"", "1-", "-1", "3-1", "1,,2", "a", "1-2-3", "0-99999999999"}) {
    ExpectError(ErrorCode::kUsage, "folds", [&] { ParseFolds(text); });
  }
}

TEST(SplitByFolds, SharesOutRowsAndDescribesItself) {
  TempFolder folder;
  WriteTestPack(folder / "pack", FourRecords());
  const Pack pack(folder / "pack");
  const Split split = SplitByFolds(pack, "1-8", "9", "10");
  EXPECT_EQ(split.train, (std::vector<size_t>{0, 1}));
  EXPECT_EQ(split.validation, (std::vector<size_t>{2}));
  EXPECT_EQ(split.test, (std::vector<size_t>{3}));
  EXPECT_EQ(split.description, "folds 1-8 / 9 / 10");
  EXPECT_EQ(split.hash.size(), 16u);
  EXPECT_NE(split.hash, SplitByFolds(pack, "1-8", "10", "9").hash);
  EXPECT_EQ(split.hash, SplitByFolds(pack, "1-7", "9", "10").hash);
}

TEST(SplitByFolds, NamesThePatientThatIsInTwoParts) {
  TempFolder folder;
  auto records = FourRecords();
  records[3].row.patient_id = "b";
  WriteTestPack(folder / "pack", records);
  const Pack pack(folder / "pack");
  ExpectError(ErrorCode::kInvalidInput, "patient b is in two parts: record r1 in train",
              [&] { SplitByFolds(pack, "1-8", "9", "10"); });
  EXPECT_NO_THROW(SplitByFolds(pack, "1-8", "9", ""));
}

TEST(SplitByFolds, TreatsUnknownPatientsAsDifferent) {
  TempFolder folder;
  auto records = FourRecords();
  for (PackRecord& record : records) record.row.patient_id = "";
  WriteTestPack(folder / "pack", records);
  EXPECT_NO_THROW(SplitByFolds(Pack(folder / "pack"), "1-8", "9", "10"));
}

TEST(SplitByFolds, RefusesAFoldInTwoParts) {
  TempFolder folder;
  WriteTestPack(folder / "pack", FourRecords());
  ExpectError(ErrorCode::kInvalidInput, "fold 8",
              [&] { SplitByFolds(Pack(folder / "pack"), "1-8", "8,9", "10"); });
}

TEST(SplitByCsv, ReadsPartsAndLeavesOthersOut) {
  TempFolder folder;
  WriteTestPack(folder / "pack", FourRecords());
  WriteFileAtomically(folder / "s.csv", "record_id,split\nr3,train\nr0,test\nr1,validation\n");
  const Split split = SplitByCsv(Pack(folder / "pack"), folder / "s.csv");
  EXPECT_EQ(split.train, (std::vector<size_t>{3}));
  EXPECT_EQ(split.validation, (std::vector<size_t>{1}));
  EXPECT_EQ(split.test, (std::vector<size_t>{0}));
}

TEST(SplitByCsv, RefusesUnknownRecordsAndParts) {
  TempFolder folder;
  WriteTestPack(folder / "pack", FourRecords());
  const Pack pack(folder / "pack");
  WriteFileAtomically(folder / "id.csv", "record_id,split\nr9,train\n");
  ExpectError(ErrorCode::kInvalidInput, "id.csv:2", [&] { SplitByCsv(pack, folder / "id.csv"); });
  WriteFileAtomically(folder / "part.csv", "record_id,split\nr1,dev\n");
  ExpectError(ErrorCode::kInvalidInput, "\"dev\"", [&] { SplitByCsv(pack, folder / "part.csv"); });
  WriteFileAtomically(folder / "two.csv", "record_id,split\nr1,train\nr1,test\n");
  ExpectError(ErrorCode::kInvalidInput, "two parts", [&] { SplitByCsv(pack, folder / "two.csv"); });
}

TEST(SplitByCsv, NamesThePatientThatIsInTwoParts) {
  TempFolder folder;
  auto records = FourRecords();
  records[1].row.patient_id = "a";
  WriteTestPack(folder / "pack", records);
  WriteFileAtomically(folder / "s.csv", "record_id,split\nr0,train\nr1,test\n");
  ExpectError(ErrorCode::kInvalidInput, "patient a",
              [&] { SplitByCsv(Pack(folder / "pack"), folder / "s.csv"); });
}

// 40 records of 20 patients in fold 1, and one to validate.
std::vector<PackRecord> TwoRecordsOfEachPatient() {
  std::vector<PackRecord> records;
  for (int i = 0; i < 40; ++i) {
    records.push_back(TestRecord(i, 1, "p" + std::to_string(i / 2)));
  }
  records.push_back(TestRecord(40, 9, "q"));
  return records;
}

TEST(ShareOfTraining, TakesWholePatientsAndSmallerSharesLieInLargerOnes) {
  TempFolder folder;
  WriteTestPack(folder / "pack", TwoRecordsOfEachPatient());
  const Pack pack(folder / "pack");
  const Split all = SplitByFolds(pack, "1-8", "9", "10");
  std::vector<size_t> smaller;
  for (const double percent : {1.0, 10.0, 20.0, 50.0, 100.0}) {
    const Split share = ShareOfTraining(pack, all, percent, 3);
    const auto wanted = std::max<size_t>(2, static_cast<size_t>(percent / 100.0 * 40.0));
    EXPECT_EQ(share.train.size(), wanted) << percent;
    for (size_t i = 0; i < share.train.size(); i += 2) {
      EXPECT_EQ(share.train[i] + 1, share.train[i + 1]) << "one record of a patient is missing";
    }
    EXPECT_TRUE(std::ranges::includes(share.train, smaller)) << percent;
    EXPECT_EQ(share.validation, all.validation);
    smaller = share.train;
  }
  EXPECT_EQ(smaller, all.train);
}

TEST(ShareOfTraining, DependsOnTheSeedAloneAndHasAHashOfItsOwn) {
  TempFolder folder;
  WriteTestPack(folder / "pack", TwoRecordsOfEachPatient());
  const Pack pack(folder / "pack");
  const Split all = SplitByFolds(pack, "1-8", "9", "10");
  const Split share = ShareOfTraining(pack, all, 50.0, 1);
  EXPECT_EQ(share.train, ShareOfTraining(pack, all, 50.0, 1).train);
  EXPECT_NE(share.train, ShareOfTraining(pack, all, 50.0, 2).train);
  EXPECT_NE(share.hash, all.hash);
  EXPECT_EQ(share.description, "folds 1-8 / 9 / 10, 50 % of the training records by seed 1");
}

TEST(ShareOfTraining, CountsRecordsWithoutAPatientOneByOne) {
  TempFolder folder;
  auto records = TwoRecordsOfEachPatient();
  for (PackRecord& record : records) record.row.patient_id.clear();
  WriteTestPack(folder / "pack", records);
  const Pack pack(folder / "pack");
  const Split all = SplitByFolds(pack, "1-8", "9", "10");
  EXPECT_EQ(ShareOfTraining(pack, all, 5.0, 1).train.size(), 2u);
  EXPECT_EQ(ShareOfTraining(pack, all, 0.0, 1).train.size(), 1u);
}

}  // namespace
}  // namespace supreme
