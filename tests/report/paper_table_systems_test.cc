#include "report/paper_table_systems.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/report/paper_fixture.h"

namespace supreme {
namespace {

using ::testing::HasSubstr;

OverlapEntry OverlapOf(std::string_view task, const OverlapMacro& unseen) {
  OverlapEntry entry;
  entry.source.file = "overlap.json";
  entry.task = task;
  entry.label_mode = kAnyCode;
  entry.all = {5, 5, Auc(0.8)};
  entry.unseen_by_cosine = unseen;
  entry.unseen_by_code = unseen;
  return entry;
}

TEST(UnseenClassesTable, SetsOverlapResultsBesideThePapers) {
  PaperResults results;
  results.systems = {SystemOf(kOwnRow, 0.7)};
  for (const DownstreamTask& task : kDownstreamTasks) {
    const bool has_unseen = task.task != "cpsc2018";
    results.systems[0].overlaps.push_back(
        OverlapOf(task.task, has_unseen ? OverlapMacro{3, 3, Auc(0.7)} : OverlapMacro{0, 0, {}}));
  }
  const ComparisonTable table = Make(UnseenClassesTable, results);
  const ComparisonCell cell = CellOf(table, "Non-overlapping, by cosine", "PTB-XL-Superclass");
  EXPECT_DOUBLE_EQ(*cell.ours, 70.0);
  EXPECT_EQ(cell.paper, 75.97);
  EXPECT_EQ(CellOf(table, "Non-overlapping, by cosine", "CPSC-2018").text, "no such class");
  EXPECT_NEAR(*CellOf(table, "Non-overlapping, by cosine", "Overall").ours, 70.0, 1e-9);
  EXPECT_FALSE(CellOf(table, "Non-overlapping, by code", "CSN").paper);
  EXPECT_EQ(CellOf(table, "All", "Overall").paper, 77.2);
}

TEST(UnseenClassesTable, AveragesNothingWhileATaskIsMissing) {
  PaperResults results;
  results.systems = {SystemOf(kOwnRow, 0.7)};
  results.systems[0].overlaps.push_back(OverlapOf("csn", {3, 3, Auc(0.7)}));
  const ComparisonTable table = Make(UnseenClassesTable, results);
  EXPECT_FALSE(CellOf(table, "All", "Overall").ours);
  EXPECT_TRUE(CellOf(table, "All", "CSN").ours);
}

TEST(VariantsTable, TakesEachVariantAndItsMean) {
  PaperResults results;
  results.systems = {SystemOf(kOwnRow, 0.75), SystemOf("ResNet + CFN", 0.6)};
  const ComparisonTable table = Make(VariantsTable, results);
  EXPECT_DOUBLE_EQ(*CellOf(table, "PTB-XL-Superclass", "ViT + CFN").ours, 75.0);
  EXPECT_EQ(CellOf(table, "PTB-XL-Superclass", "ViT + CFN").paper, 78.2);
  EXPECT_NEAR(*CellOf(table, "Overall", "ResNet + CFN").ours, 62.5, 1e-9);
  EXPECT_FALSE(CellOf(table, "CSN", "ViT + Linear").has_ours());
  EXPECT_EQ(CellOf(table, "CSN", "ViT + Linear").paper, 74.22);
}

TEST(MerlTable, ComparesBothSystemsTaskByTask) {
  PaperResults results;
  results.systems = {SystemOf(kOwnRow, 0.75), SystemOf(kMerlRow, 0.7)};
  const ComparisonTable table = Make(MerlTable, results);
  const ComparisonCell difference = CellOf(table, "Our framework − MERL", "CSN");
  EXPECT_NEAR(*difference.ours, 5.0, 1e-9);
  EXPECT_NEAR(*difference.paper, 4.56, 1e-9);
  EXPECT_NEAR(*CellOf(table, "MERL", "Avg").ours, 72.5, 1e-9);
}

TEST(MerlTable, ShowsMerlAsMissingWhenItWasNotRun) {
  PaperResults results;
  results.systems = {SystemOf(kOwnRow, 0.75)};
  const ComparisonTable table = Make(MerlTable, results);
  EXPECT_FALSE(CellOf(table, "MERL", "CSN").has_ours());
  EXPECT_EQ(CellOf(table, "MERL", "CSN").paper, 75.61);
  EXPECT_FALSE(CellOf(table, "Our framework − MERL", "CSN").has_ours());
}

TEST(MeanAndSpreadTable, ComputesTheSpreadOfThePapersOwnTableToo) {
  PaperResults results;
  results.systems = {SystemOf(kOwnRow, 0.7)};
  const ComparisonTable table = Make(MeanAndSpreadTable, results);
  const ComparisonCell spread = CellOf(table, "Our framework", "sd of the six datasets");
  EXPECT_NEAR(*spread.ours, 1.8708286933869707, 1e-9);
  EXPECT_EQ(spread.paper, 0.21);
  const ComparisonCell printed =
      CellOf(table, "MERL", "sd of the six datasets", "Computed from the paper's Table 14");
  // numpy.std([73.89, 74.32, 61.54, 79.89, 76.01, 75.61], ddof=1)
  EXPECT_NEAR(*printed.ours, 6.252025805022455, 1e-9);
  EXPECT_THAT(table.notes.at(0), HasSubstr("Table 14"));
}

}  // namespace
}  // namespace supreme
