#include "data/task.h"

#include <gtest/gtest.h>

#include <map>
#include <numeric>

#include "core/atomic_file.h"
#include "core/csv.h"
#include "core/numbers.h"
#include "data/scp_codes.h"
#include "data/table_values.h"
#include "data/task_labels.h"
#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"
#include "tests/data/test_pack.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

const fs::path kTasks = fs::path(SUPREME_SOURCE_DIR) / "tasks";
const fs::path kData = fs::path(SUPREME_SOURCE_DIR) / "../shared/data";

std::string TaskText(const std::string& classes) {
  return R"({"name": "t", "dataset": "d", "label_mode": "any-code", "classes": [)" + classes + "]}";
}

constexpr const char* kClass =
    R"({"code": "A", "prompt": "a", "source": "s", "members": ["X", "Y"]})";

TEST(Task, ReadsTheTasksThatComeWithTheProgram) {
  const std::map<std::string, size_t> sizes = {
      {"ptbxl-super", 5}, {"ptbxl-sub", 23}, {"ptbxl-form", 19}, {"ptbxl-rhythm", 12}};
  for (const auto& [name, size] : sizes) {
    const Task task = ReadTask(kTasks / (name + ".json"));
    EXPECT_EQ(task.name, name);
    EXPECT_EQ(task.dataset, "ptbxl");
    EXPECT_EQ(task.classes.size(), size);
  }
}

TEST(Task, RefusesBrokenFiles) {
  TempFolder folder;
  const auto expect = [&](const std::string& text, const std::string& words) {
    WriteFileAtomically(folder / "t.json", text);
    ExpectError(ErrorCode::kCorruptData, words, [&] { ReadTask(folder / "t.json"); });
  };
  expect(TaskText(""), "no classes");
  expect(TaskText(std::string(kClass) + "," + kClass), "\"A\" occurs twice");
  expect(TaskText(R"({"code": "A", "prompt": " ", "source": "s", "members": ["X"]})"),
         "empty prompt");
  expect(TaskText(R"({"code": "A", "prompt": "a", "source": "s"})"), "members");
  expect(TaskText(R"({"code": "A", "prompt": "a", "source": "s", "members": ["X", "X"]})"),
         "doubled");
  expect(R"({"name": "t"})", "dataset");
  const std::string whole = TaskText(kClass);
  expect(whole.substr(0, whole.rfind('}')) +
             R"(, "acronyms": [{"code": "1", "acronym": "A"}, {"code": "1", "acronym": "B"}]})",
         "code \"1\" has two acronyms");
  expect(whole.substr(0, whole.rfind('}')) + R"(, "keep_unlabelled": 1})", "keep_unlabelled");
}

TEST(Task, LabelsAnyMemberAndLeavesOutRecordsWithoutAClass) {
  TempFolder folder;
  WriteFileAtomically(folder / "t.json",
                      TaskText(std::string(kClass) +
                               R"(,{"code": "B", "prompt": "b", "source": "", "members": ["Z"]})"));
  PackRecord likelihood_zero = TestRecord(1, 1, "p", {"Y", "Z"});
  for (PackCode& code : likelihood_zero.codes) code.likelihood = 0.0;
  WriteTestPack(folder / "pack", {TestRecord(0, 1, "p", {"X", "Y"}), likelihood_zero,
                                  TestRecord(2, 1, "p", {"Q"}), TestRecord(3, 1, "p", {})});
  const TaskLabels labels =
      LabelRows(ReadTask(folder / "t.json"), Pack(folder / "pack"), {3, 2, 1, 0});
  EXPECT_EQ(labels.rows, (std::vector<size_t>{1, 0}));
  EXPECT_EQ(labels.positive, (std::vector<uint8_t>{1, 1, 1, 0}));
}

// All rows of the 500 real records as a pack; their samples do not matter for labels.
void WriteRealLabels(const fs::path& table, const fs::path& folder) {
  PackMaker writer(folder);
  CsvReader csv = CsvReader::Open(table);
  PackRecord record = TestRecord(0, 0, "");
  while (csv.Next()) {
    record.row.record_id = csv["ecg_id"];
    record.row.patient_id = ReadId(csv["patient_id"]);
    record.row.fold = *ParseInt(csv["strat_fold"]);
    record.codes = ParseScpCodes(csv["scp_codes"], csv.Where());
    writer.Add(record);
  }
  writer.Finish();
}

struct Reference {
  const char* task;
  const char* folder;
  size_t records;
};

TEST(Task, ReproducesThePublishedLabelsOfRealRecords) {
  const fs::path table = kData / "ptbxl_500" / "ptbxl_database.csv";
  const fs::path splits = kData / "splits" / "merl_splits" / "ptbxl";
  for (const fs::path& path : {table, splits}) {
    if (!fs::exists(path)) GTEST_SKIP() << path << " is absent";
  }
  TempFolder folder;
  WriteRealLabels(table, folder / "pack");
  const Pack pack(folder / "pack");
  std::vector<size_t> all(pack.size());
  std::iota(all.begin(), all.end(), size_t{0});
  for (const Reference& reference :
       {Reference{"super", "super_class", 477}, Reference{"sub", "sub_class", 477},
        Reference{"form", "form", 124}, Reference{"rhythm", "rhythm", 459}}) {
    const Task task = ReadTask(kTasks / ("ptbxl-" + std::string(reference.task) + ".json"));
    const TaskLabels labels = LabelRows(task, pack, all);
    std::map<std::string, size_t> index;
    for (size_t i = 0; i < labels.rows.size(); ++i) {
      index[pack.rows()[labels.rows[i]].record_id] = i;
    }
    size_t equal = 0;
    for (const char* part : {"train", "val", "test"}) {
      const std::string name = std::string("ptbxl_") + reference.folder + "_" + part + ".csv";
      CsvReader csv = CsvReader::Open(splits / reference.folder / name);
      while (csv.Next()) {
        const auto found = index.find(csv["ecg_id"]);
        if (found == index.end()) continue;
        bool same = true;
        for (size_t c = 0; c < task.classes.size(); ++c) {
          const bool positive = labels.positive[found->second * task.classes.size() + c] != 0;
          same = same && (csv[task.classes[c].code] == "1") == positive;
        }
        equal += same;
      }
    }
    EXPECT_EQ(equal, reference.records) << reference.task;
  }
}

TEST(Task, ReadsATableOfClasses) {
  TempFolder folder;
  WriteFileAtomically(folder / "clinic.CSV", "code,prompt\nAF,atrial fibrillation\n");
  const Task task = ReadTask(folder / "clinic.CSV");
  EXPECT_EQ(task.name, "clinic");
  EXPECT_EQ(task.classes[0].members, std::vector<std::string>{"AF"});
}

}  // namespace
}  // namespace supreme
