#include "report/paper_table_cells.h"

#include <gtest/gtest.h>

#include "tests/report/paper_fixture.h"

namespace supreme {
namespace {

PaperTableInput InputOf(const PaperResults& results) {
  return {results, PaperNumbers::Printed(), {}};
}

ComparisonCell PaperCell(const PaperNumbers& paper, const PaperPlace& place) {
  ComparisonCell cell;
  AddPaper(cell, paper, place);
  return cell;
}

TEST(PaperTableCells, ReadsTheNumberThatAPrintedTextBeginsWith) {
  const PaperNumbers& paper = PaperNumbers::Printed();
  EXPECT_EQ(
      PaperCell(paper, {"3", "Proportion of clusters mapped to standard terms", "value"}).paper,
      86.51);
  const ComparisonCell sizes = PaperCell(paper, {"3", "Maximum / Minimum cluster size", "value"});
  EXPECT_FALSE(sizes.paper);
  EXPECT_EQ(sizes.paper_text, "29/1");
  EXPECT_EQ(PaperCell(paper, {"1b", "Llama3.1-8B-Instruct", "zero-shot AUC"}).paper_deviation,
            0.49);
  EXPECT_TRUE(PaperCell(paper, {"3", "no such row", "value"}).is_blank());
}

TEST(PaperTableCells, ShowsAnAucInPercent) {
  const ComparisonCell cell = AucCell({0.771, 0.75, 0.79, {}}, "f");
  EXPECT_DOUBLE_EQ(*cell.ours, 77.1);
  EXPECT_DOUBLE_EQ(*cell.low, 75.0);
  EXPECT_FALSE(cell.deviation);
  EXPECT_TRUE(AucCell({}, "f").is_blank());
}

TEST(PaperTableCells, LeavesOutRowsWithoutFigures) {
  const std::vector<std::string> rows = PaperRows(PaperNumbers::Printed(), "9");
  EXPECT_EQ(rows.front(), "Random Init (CNN)");  // not the heading "From Scratch"
  EXPECT_EQ(rows.back(), "Our framework");
}

TEST(PaperTableCells, AveragesOnlyWhenAllSixTasksAreThere) {
  PaperResults results;
  results.systems = {SystemOf(kOwnRow, 0.70)};
  const TaskMean mean = MeanZeroShot(InputOf(results), kOwnRow);
  EXPECT_NEAR(*mean.mean, 72.5, 1e-9);
  EXPECT_NEAR(*mean.deviation, 1.8708286933869707, 1e-9);  // of 70 … 75
  EXPECT_EQ(mean.values.size(), 6u);
  EXPECT_TRUE(mean.missing.empty());

  results.systems[0].zero_shots.erase(results.systems[0].zero_shots.begin() + 1);
  const TaskMean partial = MeanZeroShot(InputOf(results), kOwnRow);
  EXPECT_FALSE(partial.mean);
  EXPECT_TRUE(partial.values.empty());
  EXPECT_EQ(partial.missing, std::vector<std::string>{"ptbxl-sub"});
  ComparisonTable table;
  NoteMissing(table, "Ours", partial);
  EXPECT_EQ(table.notes,
            std::vector<std::string>{"Ours: no mean, since there is no result of ptbxl-sub."});
}

TEST(PaperTableCells, SaysNothingOfASystemThatIsNotThereAtAll) {
  const PaperResults results;
  ComparisonTable table;
  NoteMissing(table, kMerlRow, MeanZeroShot(InputOf(results), kMerlRow));
  EXPECT_TRUE(table.notes.empty());
}

TEST(PaperTableCells, DividesTheDeviationByOneLessThanTheCount) {
  EXPECT_DOUBLE_EQ(*DeviationOf({1.0, 3.0}), 1.4142135623730951);
  EXPECT_FALSE(DeviationOf({1.0}));
}

}  // namespace
}  // namespace supreme
