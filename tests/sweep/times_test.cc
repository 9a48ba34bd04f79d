#include "sweep/times.h"

#include <gtest/gtest.h>

#include "core/atomic_file.h"
#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"
#include "tests/sweep/small_plan.h"

namespace supreme {
namespace {

void Finish(const std::filesystem::path& file) {
  MakeFolder(file.parent_path());
  WriteFileAtomically(file, "{}");
}

TEST(SweepTimes, AddUpAndStayOnDisk) {
  TempFolder folder;
  SweepTimes times(folder / "times.json");
  times.Add("runs/a/seed-1", 2.0);
  times.Add("runs/a/seed-1", 3.0);
  EXPECT_EQ(times.Find("runs/a/seed-1"), 5.0);
  EXPECT_EQ(SweepTimes(folder / "times.json").Find("runs/a/seed-1"), 5.0);
  EXPECT_FALSE(times.Find("runs/b/seed-1"));
}

TEST(SweepTimes, RefuseAFileThatIsNotTheirs) {
  TempFolder folder;
  for (const char* text : {"[1]", R"({"a": "b"})", "{"}) {
    WriteFileAtomically(folder / "times.json", text);
    ExpectError(ErrorCode::kCorruptData, "times.json", [&] { SweepTimes(folder / "times.json"); });
  }
}

TEST(EstimateRest, KnowsNothingBeforeOneOfEachKindIsDone) {
  TempFolder folder;
  const SweepTasks tasks = ExpandPlan(SmallPlan());
  SweepTimes times(folder / "times.json");
  EXPECT_FALSE(EstimateRest(tasks, folder.path(), times));
  times.Add("runs/vit-ours/seed-1", 100.0);
  Finish(folder / "runs/vit-ours/seed-1/bundle/config.json");
  EXPECT_FALSE(EstimateRest(tasks, folder.path(), times));
}

TEST(EstimateRest, TakesTheVariantsOwnTimesFirst) {
  TempFolder folder;
  const SweepTasks tasks = ExpandPlan(SmallPlan());
  SweepTimes times(folder / "times.json");
  times.Add("runs/vit-ours/seed-1", 100.0);
  times.Add("runs/resnet/seed-1", 20.0);
  times.Add("runs/vit-ours/seed-2", 777.0);  // not finished: no guide
  Finish(folder / "runs/vit-ours/seed-1/bundle/config.json");
  Finish(folder / "runs/resnet/seed-1/bundle/config.json");
  times.Add("runs/vit-ours/seed-1/results/ptbxl-super.json", 2.0);
  Finish(folder / "runs/vit-ours/seed-1/results/ptbxl-super.json");
  // 100 + 20 for the second seeds; 7 of 8 evaluations at 2 s, also those of the other task.
  EXPECT_NEAR(EstimateRest(tasks, folder.path(), times).value_or(0.0), 134.0, 1e-9);
  EXPECT_NEAR(EstimateRest(tasks, folder.path(), times, {"runs/vit-ours/seed-2"}).value_or(0.0),
              34.0, 1e-9);
}

}  // namespace
}  // namespace supreme
