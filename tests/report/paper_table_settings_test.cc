#include <gtest/gtest.h>

#include "report/paper_table_vocabulary.h"
#include "tests/report/paper_fixture.h"

namespace supreme {
namespace {

TEST(SplitCountsTable, SetsCountsBesideThePapers) {
  PaperResults results;
  results.splits = {{"splits/csn.json", "csn", 38, {{"train", 16546}, {"test", 4600}}}};
  const ComparisonTable table = Make(SplitCountsTable, results);
  EXPECT_EQ(CellOf(table, "CSN", "classes").ours, 38.0);
  EXPECT_EQ(OursText(CellOf(table, "CSN", "train")), "16,546");
  EXPECT_EQ(PaperText(CellOf(table, "CSN", "test")), "paper 4,620 (−20)");
  EXPECT_EQ(OursText(CellOf(table, "CSN", "validation")), "–");
  EXPECT_EQ(PaperText(CellOf(table, "Superclass", "train")), "paper 17,084");
  EXPECT_EQ(table.rows.size(), 6u);
}

TEST(ProbeSettingsTable, PrintsTheSettingsOfOurProbesBesideThePapers) {
  PaperResults results;
  results.systems = {SystemOf(kOwnRow, 0.7)};
  results.systems[0].probes = {ProbeOf("csn", 0.1, 0.8), ProbeOf("csn", 1.0, 0.8)};
  results.systems[0].probes[1].settings[0].second = "0.01";
  const ComparisonTable table = Make(ProbeSettingsTable, results);
  EXPECT_EQ(CellOf(table, "Learning Rate", "CSN").text, "0.001, 0.01");
  EXPECT_EQ(CellOf(table, "Learning Rate", "CSN").paper_text, "1e-3");
  EXPECT_EQ(CellOf(table, "Optimizer type", "CSN").text, "AdamW");
  EXPECT_FALSE(CellOf(table, "Optimizer type", "CPSC-2018").has_ours());
  EXPECT_EQ(CellOf(table, "Optimizer type", "CPSC-2018").paper_text, "AdamW");
}

}  // namespace
}  // namespace supreme
