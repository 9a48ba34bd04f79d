#include "data/split_tables.h"

#include <gtest/gtest.h>

#include "core/atomic_file.h"
#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"
#include "tests/data/test_pack.h"

namespace supreme {
namespace {

TEST(ReadPtbxlCandidates, ReadsColumnsByNameAndIdsOfBothSpellings) {
  TempFolder folder;
  WriteFileAtomically(folder / "t.csv",
                      "scp_codes,other,strat_fold,ecg_id\r\n\"{'SR': 0.0, 'NORM': 80.0}\",,10.0,7.0"
                      "\r\n{},,3,8\r\n");
  const auto candidates = ReadPtbxlCandidates(folder / "t.csv");
  ASSERT_EQ(candidates.size(), 2u);
  EXPECT_EQ(candidates[0].record_id, "7");
  EXPECT_EQ(candidates[0].fold, 10);
  EXPECT_EQ(candidates[0].codes, (std::vector<std::string>{"SR", "NORM"}));
  EXPECT_TRUE(candidates[1].codes.empty());
}

TEST(ReadPtbxlCandidates, NamesTheLineOfADoubledRecord) {
  TempFolder folder;
  WriteFileAtomically(folder / "t.csv", "ecg_id,strat_fold,scp_codes\n7,1,{}\n7.0,1,{}\n");
  ExpectError(ErrorCode::kCorruptData, "t.csv:3: record \"7\" is listed twice",
              [&] { ReadPtbxlCandidates(folder / "t.csv"); });
}

TEST(ReadCpscOrder, SortsByNumberAcrossTables) {
  TempFolder folder;
  WriteFileAtomically(folder / "a.csv", "filename,ecg_id\nA0009,10\nA0001,9\n");
  WriteFileAtomically(folder / "b.csv", "ecg_id,filename\n2,A0005\n");
  EXPECT_EQ(ReadCpscOrder({folder / "a.csv", folder / "b.csv"}),
            (std::vector<std::string>{"A0005", "A0001", "A0009"}));
  ExpectError(ErrorCode::kCorruptData, "b.csv:2: record \"A0005\" is listed twice", [&] {
    ReadCpscOrder({folder / "b.csv", folder / "b.csv"});
  });
}

TEST(ReadPublishedLists, KnowsTheColumnsOfTheThreeDatabases) {
  TempFolder folder;
  WriteFileAtomically(folder / "train.csv", "ecg_path,age\n/c/WFDBRecords/08/089/JS08246.mat,12\n");
  WriteFileAtomically(folder / "val.csv", "patient_id,ecg_id,filename\n1,5,A0007\n");
  WriteFileAtomically(folder / "test.csv", "ecg_id,patient_id\n9.0,1\n");
  const SplitList list =
      ReadPublishedLists({folder / "train.csv", folder / "val.csv", folder / "test.csv"});
  EXPECT_EQ(list.train, (std::vector<std::string>{"JS08246"}));
  EXPECT_EQ(list.validation, (std::vector<std::string>{"A0007"}));
  EXPECT_EQ(list.test, (std::vector<std::string>{"9"}));
  EXPECT_EQ(list.description, "lists train.csv / val.csv / test.csv");
}

TEST(ReadPublishedLists, RefusesARecordInTwoPartsAndTablesWithoutRecords) {
  TempFolder folder;
  WriteFileAtomically(folder / "a.csv", "record_id\nx\n");
  WriteFileAtomically(folder / "b.csv", "name\nx\n");
  WriteFileAtomically(folder / "c.csv", "record_id,other\n ,1\n");
  ExpectError(ErrorCode::kCorruptData, "a.csv:2: record \"x\" is listed twice", [&] {
    ReadPublishedLists({folder / "a.csv", folder / "a.csv", folder / "a.csv"});
  });
  ExpectError(ErrorCode::kCorruptData, "no column names the records", [&] {
    ReadPublishedLists({folder / "b.csv", folder / "a.csv", folder / "a.csv"});
  });
  ExpectError(ErrorCode::kCorruptData, "c.csv:2", [&] {
    ReadPublishedLists({folder / "c.csv", folder / "a.csv", folder / "a.csv"});
  });
}

TEST(KeepRecordsOf, CountsWhatThePackLacks) {
  TempFolder folder;
  WriteTestPack(folder / "pack", {TestRecord(0, 1, "a", {"SR"}), TestRecord(1, 10, "b", {})});
  const Pack pack(folder / "pack");
  SplitList list{{"r0", "r7"}, {"r8"}, {"r1"}, ""};
  EXPECT_EQ(KeepRecordsOf(pack, list), 2u);
  EXPECT_EQ(list.train, (std::vector<std::string>{"r0"}));
  EXPECT_TRUE(list.validation.empty());
  const auto candidates = PackCandidates(pack);
  EXPECT_EQ(candidates[0].codes, (std::vector<std::string>{"SR"}));
  EXPECT_EQ(candidates[1].fold, 10);
  EXPECT_TRUE(candidates[1].codes.empty());
}

}  // namespace
}  // namespace supreme
