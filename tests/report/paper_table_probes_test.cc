#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/paper_table_systems.h"
#include "tests/report/paper_fixture.h"

namespace supreme {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;

SystemResults Probed(std::string_view row) {
  SystemResults system;
  system.folder = system.row = row;
  for (const DownstreamTask& task : kDownstreamTasks) {
    system.probes.push_back(ProbeOf(task.task, 0.1, 0.8));
  }
  return system;
}

TEST(SystemsTable, AveragesProbesOverTasksAndSeeds) {
  PaperResults results;
  results.systems = {Probed("SimCLR")};
  const ComparisonTable table = Make(SystemsTable, results);
  const ComparisonCell cell = CellOf(table, "SimCLR", "linear 10%");
  EXPECT_NEAR(*cell.ours, 80.0, 1e-9);
  EXPECT_NEAR(*cell.deviation, 0.7071067811865476, 1e-6);  // of 79.5 and 80.5
  EXPECT_EQ(cell.paper, 66.71);
  EXPECT_FALSE(CellOf(table, "SimCLR", "linear 1%").has_ours());
  EXPECT_TRUE(CellOf(table, "SimCLR", "zero-shot").is_blank());
  EXPECT_EQ(CellOf(table, "Our Framework", "zero-shot").paper, 77.2);
}

TEST(SystemsTable, SaysWhichProbesAreMissingInsteadOfAveragingTheRest) {
  PaperResults results;
  results.systems = {Probed("SimCLR")};
  results.systems[0].probes.pop_back();
  const ComparisonTable table = Make(SystemsTable, results);
  EXPECT_FALSE(CellOf(table, "SimCLR", "linear 10%").has_ours());
  EXPECT_THAT(table.notes, Contains(HasSubstr("SimCLR, 10%: no mean, since probes of 5 of 6")));
}

TEST(SystemsTable, AppendsSystemsThatThePaperDoesNotHave) {
  PaperResults results;
  results.systems = {SystemOf("mine", 0.7), SystemOf("ViT + Linear", 0.7)};
  const ComparisonTable table = Make(SystemsTable, results);
  EXPECT_EQ(table.rows.back().name, "mine");
  EXPECT_NEAR(*CellOf(table, "mine", "zero-shot").ours, 72.5, 1e-9);
  EXPECT_TRUE(CellOf(table, "ViT + Linear", "zero-shot").is_blank());  // it stands in Table 11
}

TEST(ProbeTable, HasARowForEachTaskAndSystem) {
  PaperResults results;
  results.systems = {Probed(kOwnRow), Probed("mine")};
  const ComparisonTable table = Make(ProbeTable, results);
  EXPECT_EQ(table.rows.size(), 6u * 15u);  // the paper's fourteen and ours
  const ComparisonCell cell = CellOf(table, "Our framework", "10%", "CPSC-2018");
  EXPECT_NEAR(*cell.ours, 80.0, 1e-9);
  EXPECT_EQ(cell.paper, 70.51);
  EXPECT_FALSE(CellOf(table, "MERL", "10%", "CSN").has_ours());
  EXPECT_TRUE(CellOf(table, "mine", "10%", "CSN").has_ours());
}

TEST(ProbeTable, TakesTheProtocolThatIsAskedFor) {
  PaperResults results;
  results.systems = {Probed(kOwnRow)};
  const ComparisonTable table = Make(ProbeTable, results, {"exact", "clean", ""});
  EXPECT_FALSE(CellOf(table, "Our framework", "10%", "CSN").has_ours());
  EXPECT_THAT(table.notes.at(0), HasSubstr("\"clean\""));
  EXPECT_THAT(table.notes.at(0), HasSubstr("are there too: --protocol paper."));
}

}  // namespace
}  // namespace supreme
