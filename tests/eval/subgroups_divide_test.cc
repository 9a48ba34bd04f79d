#include "eval/subgroups_divide.h"

#include <gtest/gtest.h>

#include <array>
#include <limits>
#include <memory>

#include "core/progress.h"
#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"
#include "tests/data/test_pack.h"

namespace supreme {
namespace {

// Six records r0 … r5 of ages 40 … 45; even ones male. Record 5 has no age.
class DivideTest : public testing::Test {
 protected:
  void SetUp() override {
    Progress::SetQuiet(true);
    std::vector<PackRecord> records;
    for (int i = 0; i < 6; ++i) records.push_back(TestRecord(i, 1, "p" + std::to_string(i)));
    records[5].row.age_years = std::numeric_limits<double>::quiet_NaN();
    for (size_t lead = 0; lead < kLeadCount; ++lead) {  // record 4 is a line at 0 mV
      for (size_t i = 0; i < kWindowSamples; ++i) {
        records[4].window.samples_mv[lead * kWindowSamples + i] = 0.0F;
      }
    }
    WriteTestPack(folder_ / "pack", records);
    pack_ = std::make_unique<Pack>(folder_ / "pack");
  }

  DividedRows Rows() const { return {*pack_, rows_}; }

  TempFolder folder_;
  std::unique_ptr<Pack> pack_;
  std::vector<size_t> rows_ = {0, 1, 2, 3, 4, 5};
};

TEST_F(DivideTest, AgeBandsBeginAtTheirEdges) {
  const Division division = DivideByAge(Rows(), std::array{42.0, 44.0});
  EXPECT_EQ(division.groups,
            (std::vector<std::string>{"under 42", "42 to under 44", "44 and over", "unknown"}));
  EXPECT_EQ(division.group_of_record, (std::vector<size_t>{0, 0, 1, 1, 2, 3}));
}

TEST_F(DivideTest, LeavesOutBandsWithoutRecords) {
  const Division division = DivideByAge(Rows(), std::array{10.0, 20.0});
  EXPECT_EQ(division.groups, (std::vector<std::string>{"20 and over", "unknown"}));
}

TEST_F(DivideTest, DividesBySex) {
  const Division division = DivideBySex(Rows());
  EXPECT_EQ(division.groups, (std::vector<std::string>{"female", "male"}));
  EXPECT_EQ(division.group_of_record, (std::vector<size_t>{1, 0, 1, 0, 1, 0}));
}

TEST_F(DivideTest, SignalQualityComesFromTheWindows) {
  const std::vector<Division> divisions = DivideBySignal(Rows());
  ASSERT_EQ(divisions.size(), 3U);
  EXPECT_EQ(divisions[0].name, "signal check");
  const auto verdict = [&](size_t i) {
    return divisions[0].groups[divisions[0].group_of_record[i]];
  };
  EXPECT_NE(verdict(4), "ok");
  EXPECT_EQ(divisions[1].group_of_record[4], 0U) << "a silent record has the least noise";
  for (const Division& division : divisions) EXPECT_EQ(division.group_of_record.size(), 6U);
}

TEST_F(DivideTest, ATableOfFactsDividesByItsColumns) {
  WriteFileAtomically(folder_ / "facts.csv",
                      "record_id,site,device\nr0,1.0,A\nr1,1,B\nr2,2,C\nr3,1,\nr4,1,A\n");
  const auto divisions = DivideByTable(Rows(), folder_ / "facts.csv", {"site", "device"}, 2);
  ASSERT_EQ(divisions.size(), 2U);
  EXPECT_EQ(divisions[0].groups, (std::vector<std::string>{"1", "other", "unknown"}));
  EXPECT_EQ(divisions[0].group_of_record, (std::vector<size_t>{0, 0, 1, 0, 0, 2}));
  EXPECT_EQ(divisions[1].groups, (std::vector<std::string>{"A", "other", "unknown"}));
  EXPECT_EQ(divisions[1].group_of_record, (std::vector<size_t>{0, 1, 1, 2, 0, 2}));
}

TEST_F(DivideTest, ATableOfOtherRecordsIsAnError) {
  WriteFileAtomically(folder_ / "facts.csv", "ecg_id,site\nx,1\n");
  ExpectError(ErrorCode::kNotFound, "none of the records is in the table",
              [&] { DivideByTable(Rows(), folder_ / "facts.csv", {"site"}, 2); });
  WriteFileAtomically(folder_ / "facts.csv", "id,site\nr0,1\n");
  ExpectError(ErrorCode::kNotFound, "no column record_id or ecg_id",
              [&] { DivideByTable(Rows(), folder_ / "facts.csv", {"site"}, 2); });
}

}  // namespace
}  // namespace supreme
