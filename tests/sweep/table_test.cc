#include "sweep/table.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/atomic_file.h"
#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"
#include "tests/sweep/small_plan.h"

namespace supreme {
namespace {

void WriteAuc(const TempFolder& folder, const std::string& result, const std::string& auc) {
  MakeFolder((folder / result).parent_path());
  WriteFileAtomically(folder / result, R"({"macro": {"auc": )" + auc + "}}");
}

SweepTable Collect(const TempFolder& folder) {
  const SweepPlan plan = SmallPlan();
  return CollectSweep(plan, ExpandPlan(plan), folder.path(), {});
}

TEST(SpreadOf, HasNoDeviationOfOneValueAndNoMeanOfNone) {
  EXPECT_FALSE(SpreadOf({}).mean);
  EXPECT_EQ(SpreadOf({{1, 0.5}}).mean, 0.5);
  EXPECT_FALSE(SpreadOf({{1, 0.5}}).deviation);
  const SweepSpread three = SpreadOf({{1, 0.1}, {2, 0.2}, {3, 0.6}});
  EXPECT_NEAR(*three.mean, 0.3, 1e-12);
  EXPECT_NEAR(*three.deviation, std::sqrt((0.04 + 0.01 + 0.09) / 2.0), 1e-12);
}

TEST(SweepTable, AveragesEvaluationsSeedBySeed) {
  TempFolder folder;
  const std::string vit = "runs/vit-ours/";
  WriteAuc(folder, vit + "seed-1/results/ptbxl-super.json", "0.8");
  WriteAuc(folder, vit + "seed-1/results/rhythm.json", "0.6");
  WriteAuc(folder, vit + "seed-2/results/ptbxl-super.json", "0.9");
  WriteAuc(folder, vit + "seed-2/results/rhythm.json", "0.7");
  const SweepTable table = Collect(folder);
  const SweepRow& row = table.rows[0];
  EXPECT_EQ(row.name, "ViT (ours)");
  EXPECT_NEAR(*row.cells[0].mean, 0.85, 1e-12);
  EXPECT_NEAR(*row.cells[1].mean, 0.65, 1e-12);
  EXPECT_NEAR(*row.mean.mean, 0.75, 1e-12);
  EXPECT_NEAR(*row.mean.deviation, std::sqrt(0.005), 1e-12);
  EXPECT_EQ(row.paper_sd, 0.0021);
}

TEST(SweepTable, LeavesMissingResultsOutAndCountsThem) {
  TempFolder folder;
  WriteAuc(folder, "runs/resnet/seed-2/results/rhythm.json", "0.7");
  const SweepTable table = Collect(folder);
  EXPECT_EQ(table.missing, 7u);
  EXPECT_FALSE(table.rows[0].cells[0].mean);
  EXPECT_EQ(table.rows[1].cells[1].values, (std::vector<std::pair<int64_t, double>>{{2, 0.7}}));
  EXPECT_FALSE(table.rows[1].mean.mean) << "half of a seed's evaluations make no mean";
}

TEST(SweepTable, AnUndefinedAucIsAFailure) {
  TempFolder folder;
  WriteAuc(folder, "runs/resnet/seed-1/results/rhythm.json", "null");
  const SweepTable table = Collect(folder);
  ASSERT_EQ(table.failures.size(), 1u);
  EXPECT_EQ(table.failures[0].task, "ResNet, seed 1: rhythm");
  EXPECT_EQ(table.missing, 8u);
}

TEST(SweepTable, RefusesAFileThatIsNoResult) {
  TempFolder folder;
  WriteAuc(folder, "runs/resnet/seed-1/results/rhythm.json", "\"0.7\"");
  ExpectError(ErrorCode::kCorruptData, "rhythm.json", [&] { Collect(folder); });
}

}  // namespace
}  // namespace supreme
