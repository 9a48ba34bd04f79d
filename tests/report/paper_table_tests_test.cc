#include "report/paper_table_tests.h"

#include <gtest/gtest.h>

#include "tests/report/paper_fixture.h"

namespace supreme {
namespace {

constexpr const char* kFromPaper = "Computed from the paper's own tables";

// The paper's own values as if they were ours.
PaperResults PrintedResults() {
  PaperResults results;
  const PaperNumbers& paper = PaperNumbers::Printed();
  for (const std::string_view variant : kVariantRows) {
    SystemResults system;
    system.folder = variant;
    system.row = variant == "ViT + CFN" ? kOwnRow : variant;
    for (const DownstreamTask& task : kDownstreamTasks) {
      system.zero_shots.push_back(
          ZeroShotOf(task.task, paper.At("11", task.name, variant) / 100.0));
    }
    results.systems.push_back(std::move(system));
  }
  return results;
}

TEST(AnovaOfVariantsTable, GivesTheSameForTheSameValues) {
  const ComparisonTable table = Make(AnovaOfVariantsTable, PrintedResults());
  for (const char* row : {"Backbone", "Module", "Backbone x Module"}) {
    for (const char* column : {"sum of squares", "F", "p"}) {
      EXPECT_NEAR(*CellOf(table, row, column, "Ours").ours,
                  *CellOf(table, row, column, kFromPaper).ours, 1e-6);
    }
  }
  // What Table 11 gives (docs/statistics.md), not what Table 13 prints.
  EXPECT_NEAR(*CellOf(table, "Backbone", "F", "Ours").ours, 5.02, 0.005);
  EXPECT_NEAR(*CellOf(table, "Module", "F", "Ours").ours, 0.41, 0.005);
  EXPECT_NEAR(*CellOf(table, "Backbone x Module", "F", "Ours").ours, 5.33, 0.005);
  EXPECT_EQ(CellOf(table, "Backbone", "F", "Ours").paper, 3.79);
  EXPECT_EQ(CellOf(table, "Residual", "df", "Ours").ours, 20.0);
  EXPECT_TRUE(CellOf(table, "Residual", "F", "Ours").is_blank());
}

TEST(AnovaOfVariantsTable, ComputesNothingWhileAVariantIsMissing) {
  PaperResults results = PrintedResults();
  results.systems[1].zero_shots.pop_back();
  const ComparisonTable table = Make(AnovaOfVariantsTable, results);
  EXPECT_FALSE(CellOf(table, "Backbone", "F", "Ours").has_ours());
  EXPECT_EQ(OursText(CellOf(table, "Backbone", "F", "Ours")), "–");
  EXPECT_EQ(table.notes.back(),
            "Not computed from our results: ViT + Linear has a zero-shot result of 5 of 6 tasks.");
}

TEST(FusionGainTable, TestsTheGainsOfBothBackbones) {
  const ComparisonTable table = Make(FusionGainTable, PrintedResults());
  EXPECT_NEAR(*CellOf(table, "Wilcoxon, one-sided (W)", "value", "Ours").ours, 21.0, 1e-9);
  EXPECT_NEAR(*CellOf(table, "Wilcoxon, one-sided (W)", "p", "Ours").ours, 0.015625, 1e-9);
  EXPECT_NEAR(*CellOf(table, "Paired t, one-sided (t)", "value", "Ours").ours, 4.202, 0.001);
  EXPECT_EQ(CellOf(table, "Paired t, one-sided (t)", "value", "Ours").paper, 4.99);
  EXPECT_NEAR(*CellOf(table, "Mean gain of CFN with ResNet", "value", "Ours").ours, -7.9233, 0.001);
}

TEST(MerlTestTable, TestsAgainstOurMerlAndAgainstThePapers) {
  PaperResults results = PrintedResults();
  const ComparisonTable without = Make(MerlTestTable, results);
  const char* kOurs = "Our results against our MERL results";
  const char* kPrinted = "Our results against MERL as the paper prints it";
  const char* kTest = "Paired t, two-sided (t)";
  EXPECT_FALSE(CellOf(without, kTest, "statistic", kOurs).has_ours());
  EXPECT_NEAR(*CellOf(without, kTest, "statistic", kPrinted).ours, 3.51, 0.005);
  EXPECT_NEAR(*CellOf(without, kTest, "p", kPrinted).ours, 0.0171, 0.00005);
  results.systems.push_back(SystemOf(kMerlRow, 0.6));
  EXPECT_TRUE(CellOf(Make(MerlTestTable, results), kTest, "p", kOurs).has_ours());
}

}  // namespace
}  // namespace supreme
