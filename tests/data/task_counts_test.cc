#include "data/task_counts.h"

#include <gtest/gtest.h>

#include "tests/core/temp_folder.h"
#include "tests/data/test_pack.h"

namespace supreme {
namespace {

Task SmallTask() {
  Task task{.name = "t", .dataset = "d", .classes = {}, .acronyms = {}, .keep_unlabelled = false};
  task.classes = {{"AF", "atrial flutter", "", {"1"}}, {"AFIB", "atrial fibrillation", "", {"2"}}};
  return task;
}

TEST(CountTask, CountsClassesInEachPart) {
  TempFolder folder;
  WriteTestPack(folder / "pack", {TestRecord(0, 1, "a", {"1"}), TestRecord(1, 1, "b", {"1", "2"}),
                                  TestRecord(2, 9, "c", {"2"}), TestRecord(3, 10, "d", {"5"})});
  const Pack pack(folder / "pack");
  const TaskCounts counts = CountTask(SmallTask(), pack, SplitByFolds(pack, "1", "9", "10"));
  ASSERT_EQ(counts.parts.size(), 3u);
  EXPECT_EQ(counts.parts[0].records, 2u);
  EXPECT_EQ(counts.parts[2].unlabelled, 1u);
  EXPECT_EQ(counts.classes[0].exact, (std::vector<size_t>{2, 0, 0}));
  EXPECT_EQ(counts.classes[1].exact, (std::vector<size_t>{1, 1, 0}));
  EXPECT_TRUE(counts.classes[0].merl.empty());
}

TEST(CountTask, TellsThatASplitKeepsRecordsOfNoClass) {
  TempFolder folder;
  WriteTestPack(folder / "pack", {TestRecord(0, 1, "a", {"1"}), TestRecord(1, 9, "b", {"2"}),
                                  TestRecord(2, 10, "c", {"5"})});
  const Pack pack(folder / "pack");
  Task task = SmallTask();
  task.keep_unlabelled = true;
  EXPECT_EQ(ToJson(CountTask(task, pack, SplitByFolds(pack, "1", "9", "10")))["keep_unlabelled"],
            true);
  EXPECT_EQ(ToJson(CountTask(task, pack, std::nullopt))["keep_unlabelled"], false);
}

TEST(CountTask, ShowsBothLabelModesWhereTheyDiffer) {
  TempFolder folder;
  WriteTestPack(folder / "pack", {TestRecord(0, 1, "a", {"2"}), TestRecord(1, 1, "b", {"1"})});
  Task task = SmallTask();
  task.acronyms = {{"1", "AF"}, {"2", "AFIB"}};
  const TaskCounts counts = CountTask(task, Pack(folder / "pack"), std::nullopt);
  EXPECT_EQ(TaskCountsTable(counts),
            "t             all\n"
            "records       2\n"
            "no class      0\n"
            "AF            1 (merl 2)\n"
            "AFIB          1\n");
  const OrderedJson json = ToJson(counts);
  EXPECT_EQ(json["kind"], "task-counts");
  EXPECT_EQ(json["classes"][0]["positives"][0], 1);
  EXPECT_EQ(json["classes"][0]["positives_merl"][0], 2);
  EXPECT_EQ(json["parts"][0]["part"], "all");
}

}  // namespace
}  // namespace supreme
