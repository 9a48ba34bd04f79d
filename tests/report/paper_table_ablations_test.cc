#include "report/paper_table_ablations.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/report/paper_fixture.h"

namespace supreme {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;

const AblationPart& Part(std::string_view id) {
  return *std::ranges::find(kAblationParts, id, &AblationPart::id);
}

ComparisonTable TableOf(const PaperResults& results, std::string_view id) {
  return AblationPartTable({results, PaperNumbers::Printed(), {}}, Part(id));
}

AblationVariant VariantOf(const std::string& name, double auc, std::optional<double> paper) {
  AblationVariant variant;
  variant.name = name;
  variant.mean.value = {auc, {}, {}, 0.004};
  variant.paper_auc = paper;
  return variant;
}

TEST(AblationPartTable, FindsThePapersRowByTheFigureThatTheSweepQuotes) {
  PaperResults results;
  results.ablations = {
      {"ablations/t.json",
       "1b",
       "t",
       1,
       {VariantOf("Llama 3.1 8B", 0.71, 0.7289), VariantOf("rules, no language model", 0.69, {})}}};
  const ComparisonTable table = TableOf(results, "1b");
  const ComparisonCell cell = CellOf(table, "Llama3.1-8B-Instruct", "zero-shot AUC");
  EXPECT_NEAR(*cell.ours, 71.0, 1e-9);
  EXPECT_NEAR(*cell.deviation, 0.4, 1e-9);
  EXPECT_EQ(cell.paper, 72.89);
  EXPECT_EQ(cell.source, "ablations/t.json");
  EXPECT_FALSE(CellOf(table, "Llama3.1-70B-Instruct (Ours)", "zero-shot AUC").has_ours());
  EXPECT_NEAR(*CellOf(table, "rules, no language model", "zero-shot AUC", "Not in the paper").ours,
              69.0, 1e-9);
  EXPECT_THAT(table.notes, Contains(HasSubstr("1 of its results are missing")));
}

TEST(AblationPartTable, TakesSystemsWhereThereIsNoSweep) {
  PaperResults results;
  results.systems = {SystemOf(kOwnRow, 0.75), SystemOf("ViT + Linear", 0.7)};
  const ComparisonTable table = TableOf(results, "1f");
  EXPECT_NEAR(*CellOf(table, "w/o CFN (Linear)", "zero-shot AUC").ours, 72.5, 1e-9);
  EXPECT_NEAR(*CellOf(table, "CFN (Ours)", "zero-shot AUC").ours, 77.5, 1e-9);
  EXPECT_FALSE(CellOf(TableOf(results, "1h"), "0.05", "zero-shot AUC").has_ours());
}

TEST(AblationPartTable, TakesPromptSetsOfOurSystem) {
  PaperResults results;
  results.systems = {SystemOf(kOwnRow, 0.75)};
  for (const std::string set : {"ckepe-detailed", "ensemble"}) {
    const SystemResults asked = SystemOf(kOwnRow, 0.6);
    for (ZeroShotEntry entry : asked.zero_shots) {
      entry.prompt_set = set;
      results.systems[0].zero_shots.push_back(entry);
    }
  }
  const ComparisonTable table = TableOf(results, "1g");
  EXPECT_NEAR(*CellOf(table, "CKEPE Simplified (Ours)", "zero-shot AUC").ours, 77.5, 1e-9);
  EXPECT_NEAR(*CellOf(table, "CKEPE Detailed", "zero-shot AUC").ours, 62.5, 1e-9);
  EXPECT_FALSE(CellOf(table, "GPT-4o Generated", "zero-shot AUC").has_ours());
  EXPECT_TRUE(CellOf(table, "ensemble", "zero-shot AUC", "Not in the paper").has_ours());
}

}  // namespace
}  // namespace supreme
