#include "report/comparison_table.h"

#include <gtest/gtest.h>

namespace supreme {
namespace {

ComparisonCell Measured() {
  ComparisonCell cell;
  cell.ours = 77.104;
  cell.low = 75.018;
  cell.high = 79.1;
  cell.paper = 77.2;
  cell.paper_deviation = 0.21;
  return cell;
}

TEST(ComparisonTable, PutsTheIntervalBesideOurFigure) {
  EXPECT_EQ(OursText(Measured()), "77.10 [75.02, 79.10]");
}

TEST(ComparisonTable, PutsTheSpreadOverSeedsBeforeTheInterval) {
  ComparisonCell cell = Measured();
  cell.deviation = 0.5;
  EXPECT_EQ(OursText(cell), "77.10 ± 0.50");
}

TEST(ComparisonTable, PrintsThePapersFigureAndTheDifference) {
  EXPECT_EQ(PaperText(Measured()), "paper 77.20 ± 0.21 (−0.10)");
  ComparisonCell better = Measured();
  better.ours = 80.0;
  better.paper_deviation.reset();
  EXPECT_EQ(PaperText(better), "paper 77.20 (+2.80)");
  better.ours = 77.2001;
  EXPECT_EQ(PaperText(better), "paper 77.20 (±0.00)");
}

TEST(ComparisonTable, ShowsWhatIsMissingAndLeavesBlankWhatNobodyMeasured) {
  ComparisonCell missing;
  missing.paper = 77.2;
  EXPECT_EQ(OursText(missing), "–");
  EXPECT_EQ(PaperText(missing), "paper 77.20");
  EXPECT_FALSE(DifferenceOf(missing));
  EXPECT_EQ(OursText({}), "");
  EXPECT_EQ(PaperText({}), "");
}

TEST(ComparisonTable, SetsAMinusBeforeNegativeFigures) {
  ComparisonCell cell;
  cell.ours = -7.923;
  cell.paper = -8.0;
  EXPECT_EQ(OursText(cell), "−7.92");
  EXPECT_EQ(PaperText(cell), "paper −8.00 (+0.08)");
}

TEST(ComparisonTable, SetsThousandsApartInCounts) {
  ComparisonCell cell;
  cell.ours = 3419000;
  cell.paper = 3419064;
  cell.digits = 0;
  EXPECT_EQ(OursText(cell), "3,419,000");
  EXPECT_EQ(PaperText(cell), "paper 3,419,064 (−64)");
}

TEST(ComparisonTable, ComparesTextsByPrintingBoth) {
  ComparisonCell cell;
  cell.text = "sinus rhythm";
  cell.paper_text = "normal rhythm";
  EXPECT_EQ(OursText(cell), "sinus rhythm");
  EXPECT_EQ(PaperText(cell), "paper: normal rhythm");
}

TEST(ComparisonTable, NamesTablesAndTheirFiles) {
  EXPECT_EQ(TableName("1a"), "Table 1 (a)");
  EXPECT_EQ(TableName("15"), "Table 15");
  EXPECT_EQ(TableName("K.4"), "Appendix K.4");
  EXPECT_EQ(TableFile("1a"), "table_1a");
  EXPECT_EQ(TableFile("K.4"), "table_k4");
}

TEST(ComparisonTable, CountsWhatIsMeasuredAndWhatIsMissing) {
  ComparisonTable table{"2", "t", "r", {{"a"}, {"b"}}, {}, {}};
  ComparisonCell missing;
  missing.paper = 1.0;
  table.rows = {{"", "x", {Measured(), missing}}, {"", "y", {missing, {}}}};
  EXPECT_EQ(CountCells(table).measured, 1u);
  EXPECT_EQ(CountCells(table).missing, 2u);
}

}  // namespace
}  // namespace supreme
