#include "report/run_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace supreme {
namespace {

RunSummary Summary(const std::string& name, std::optional<double> auc) {
  RunSummary run;
  run.name = name;
  run.best_auc = auc;
  run.bytes = 1'234'567;
  run.age_seconds = 7300.0;
  return run;
}

std::vector<std::string> Names(const std::vector<RunSummary>& runs) {
  std::vector<std::string> names;
  for (const RunSummary& run : runs) names.push_back(run.name);
  return names;
}

TEST(RunTable, SortsWithUnknownValuesLast) {
  std::vector<RunSummary> runs = {Summary("a", 0.5), Summary("b", std::nullopt),
                                  Summary("c", 0.75)};
  SortRuns("auc", true, runs);
  EXPECT_THAT(Names(runs), testing::ElementsAre("c", "a", "b"));
  SortRuns("auc", false, runs);
  EXPECT_THAT(Names(runs), testing::ElementsAre("a", "c", "b"));
  SortRuns("name", true, runs);
  EXPECT_THAT(Names(runs), testing::ElementsAre("c", "b", "a"));
}

TEST(RunTable, EveryNamedColumnSorts) {
  for (const std::string& column : RunSortColumns()) {
    std::vector<RunSummary> runs = {Summary("a", 0.5), Summary("b", 0.25)};
    SortRuns(column, false, runs);
    EXPECT_EQ(runs.size(), 2u) << column;
  }
}

TEST(RunTable, PlainTextAlignsColumnsAndCleansNames) {
  const std::string text =
      ToPlainText(MakeRunTable({Summary("é\n\x1b[2J", 0.5), Summary("longer", 0.75)}));
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  EXPECT_THAT(text, testing::HasSubstr("1.2 MB"));
  EXPECT_THAT(text, testing::HasSubstr("2 h"));
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 3);
}

TEST(RunTable, ProblemsGetAColumnOnlyWhereThereAreSome) {
  RunSummary broken = Summary("broken", std::nullopt);
  EXPECT_THAT(ToPlainText(MakeRunTable({broken})), testing::Not(testing::HasSubstr("Problem")));
  broken.problem = "run.json: bad";
  EXPECT_THAT(ToPlainText(MakeRunTable({broken})), testing::HasSubstr("run.json: bad"));
}

}  // namespace
}  // namespace supreme
