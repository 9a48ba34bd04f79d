#include "extract/report_quality.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "core/atomic_file.h"
#include "core/csv.h"
#include "core/error.h"
#include "extract/rule_extractor.h"

namespace supreme {
namespace {

class ReportQualityTest : public testing::Test {
 protected:
  void SetUp() override {
    path_ = std::filesystem::path(testing::TempDir()) / "report_quality_test.csv";
  }
  void TearDown() override { std::filesystem::remove(path_); }

  void Write(const std::vector<std::vector<std::string>>& rows) {
    CsvWriter writer(path_, {"report", "scp_codes", "strat_fold"});
    for (const auto& row : rows) writer.Row(row);
    writer.Commit();
  }

  std::filesystem::path path_;
};

TEST_F(ReportQualityTest, LeavesTheAnnotatorsNotesOut) {
  Write({{"sinus rhythm. Edit: LVH 100", "{'SR': 0.0, 'LVH': 15.0}", "9"}});
  const auto reports = ReadLabelledReports(path_);
  ASSERT_EQ(reports.size(), 1u);
  EXPECT_EQ(reports[0].text, "sinus rhythm. ");
  EXPECT_TRUE(reports[0].codes.contains("LVH"));  // whatever its likelihood
}

TEST_F(ReportQualityTest, RefusesCodesAndFoldsItCannotRead) {
  Write({{"a", "{'SR", "9"}});
  EXPECT_THROW(ReadLabelledReports(path_), Error);
  Write({{"a", "{'SR': 0.0}", "11"}});
  EXPECT_THROW(ReadLabelledReports(path_), Error);
}

TEST_F(ReportQualityTest, ScoresStatedCodesOnTheLastFolds) {
  std::vector<std::vector<std::string>> rows;
  for (int i = 0; i < 120; ++i) {
    const bool is_fast = i % 2 == 0;
    rows.push_back({is_fast ? "sinustachykardie" : "sinus rhythm",
                    is_fast ? "{'STACH': 0.0}" : "{'SR': 0.0}", std::to_string(1 + i % 10)});
  }
  rows.back()[0] = "sinus tachycardia";  // fold 10, its code says SR
  Write(rows);
  const ReportQuality quality =
      ScoreReports(ReadLabelledReports(path_), RuleExtractor(), [](uint64_t, uint64_t) {});
  ASSERT_EQ(quality.codes.size(), 2u);
  for (const CodeQuality& code : quality.codes) EXPECT_TRUE(code.is_stated) << code.code;
  EXPECT_EQ(quality.codes[0].held_out.wrong + quality.codes[1].held_out.wrong, 1u);
  EXPECT_LT(quality.stated_macro_f1.value, 1.0);
  EXPECT_GT(quality.stated_macro_f1.value, 0.9);
}

}  // namespace
}  // namespace supreme
