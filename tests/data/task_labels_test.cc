#include "data/task_labels.h"

#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <map>
#include <numeric>

#include "core/csv.h"
#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"
#include "tests/data/test_pack.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

const fs::path kSource = SUPREME_SOURCE_DIR;
const fs::path kChapman = kSource / "../shared/data/splits/merl_splits/chapman";

// Atrial flutter (AF), fibrillation (AFIB) and sinus tachycardia (ST).
Task SmallTask() {
  Task task{.name = "t", .dataset = "d", .classes = {}, .acronyms = {}, .keep_unlabelled = true};
  task.classes = {{"AF", "atrial flutter", "", {"1"}}, {"AFIB", "atrial fibrillation", "", {"2"}}};
  task.acronyms = {{"1", "AF"}, {"2", "AFIB"}, {"3", "SB"}};
  return task;
}

std::vector<uint8_t> LabelsOf(const Task& task, LabelMode mode,
                              const std::vector<std::string>& codes) {
  std::vector<uint8_t> positive(task.classes.size(), 9);
  TaskLabeller(task, mode).Label(codes, positive);
  return positive;
}

TEST(TaskLabeller, MerlFindsAClassInsideOtherAcronyms) {
  const Task task = SmallTask();
  EXPECT_EQ(LabelsOf(task, LabelMode::kExact, {"2"}), (std::vector<uint8_t>{0, 1}));
  EXPECT_EQ(LabelsOf(task, LabelMode::kMerl, {"2"}), (std::vector<uint8_t>{1, 1}));
  EXPECT_EQ(LabelsOf(task, LabelMode::kMerl, {"3", "1"}), (std::vector<uint8_t>{1, 0}));
  EXPECT_EQ(LabelsOf(task, LabelMode::kMerl, {}), (std::vector<uint8_t>{0, 0}));
}

TEST(LabelMode, MerlNeedsATaskWithAcronyms) {
  EXPECT_EQ(ParseLabelMode("merl", SmallTask()), LabelMode::kMerl);
  Task other = SmallTask();
  other.acronyms.clear();
  EXPECT_EQ(ParseLabelMode("exact", other), LabelMode::kExact);
  ExpectError(ErrorCode::kUsage, "one kind of labels", [&] { ParseLabelMode("merl", other); });
  ExpectError(ErrorCode::kUsage, "exact or merl", [&] { ParseLabelMode("best", other); });
}

TEST(LabelRows, KeepsUnlabelledRecordsWhenToldTo) {
  TempFolder folder;
  WriteTestPack(folder / "pack", {TestRecord(0, 1, "a", {"1"}), TestRecord(1, 1, "b", {"3"}),
                                  TestRecord(2, 1, "c", {})});
  const Pack pack(folder / "pack");
  EXPECT_EQ(LabelRows(SmallTask(), pack, {0, 1, 2}).rows, (std::vector<size_t>{0}));
  const TaskLabels kept = LabelRows(SmallTask(), pack, {0, 1, 2}, {LabelMode::kExact, true});
  EXPECT_EQ(kept.rows, (std::vector<size_t>{0, 1, 2}));
  EXPECT_EQ(kept.positive, (std::vector<uint8_t>{1, 0, 0, 0, 0, 0}));
}

TEST(CompareLabelModes, CountsTheRecordsThatDifferByClass) {
  TempFolder folder;
  WriteTestPack(folder / "pack", {TestRecord(0, 1, "a", {"2"}), TestRecord(1, 1, "b", {"2", "1"}),
                                  TestRecord(2, 1, "c", {"2"})});
  const auto differences = CompareLabelModes(SmallTask(), Pack(folder / "pack"), {0, 1, 2});
  ASSERT_EQ(differences.size(), 1u);
  EXPECT_EQ(differences[0].code, "AF");
  EXPECT_EQ(differences[0].only_merl, 2u);
  EXPECT_EQ(differences[0].only_exact, 0u);
}

// "SB,TWC" → codes of CSN's headers.
std::vector<std::string> CodesOf(const std::string& diagnose,
                                 const std::map<std::string, std::string>& code_of) {
  std::vector<std::string> codes;
  for (size_t start = 0; start <= diagnose.size();) {
    const size_t end = std::min(diagnose.find(',', start), diagnose.size());
    codes.push_back(code_of.at(diagnose.substr(start, end - start)));
    start = end + 1;
  }
  return codes;
}

struct CsnCounts {
  std::map<std::string, std::array<size_t, 3>> exact, merl;  // train, validation, test
  size_t wrong_cells = 0;
  size_t records_with_false_positive = 0;
};

CsnCounts CountCsn(const Task& task) {
  std::map<std::string, std::string> code_of;
  for (const TaskAcronym& entry : task.acronyms) code_of[entry.acronym] = entry.code;
  const TaskLabeller exact(task), merl(task, LabelMode::kMerl);
  std::vector<uint8_t> exact_labels(task.classes.size()), merl_labels(task.classes.size());
  CsnCounts counts;
  for (const size_t part : {0u, 1u, 2u}) {
    const std::array<const char*, 3> names = {"train", "val", "test"};
    CsvReader csv = CsvReader::Open(kChapman / ("chapman_" + std::string(names[part]) + ".csv"));
    while (csv.Next()) {
      const auto codes = CodesOf(csv["diagnose"], code_of);
      exact.Label(codes, exact_labels);
      merl.Label(codes, merl_labels);
      for (size_t c = 0; c < task.classes.size(); ++c) {
        const std::string& code = task.classes[c].code;
        counts.wrong_cells += (csv[code] == "1") != (merl_labels[c] == 1);
        counts.exact[code][part] += exact_labels[c];
        counts.merl[code][part] += merl_labels[c];
      }
      counts.records_with_false_positive += exact_labels != merl_labels;
    }
  }
  return counts;
}

TEST(TaskLabeller, MerlGivesEveryCellOfThePublishedCsnTables) {
  if (!fs::exists(kChapman)) GTEST_SKIP() << kChapman << " is absent";
  const CsnCounts counts = CountCsn(ReadTask(kSource / "tasks/csn.json"));
  EXPECT_EQ(counts.wrong_cells, 0u);
  EXPECT_EQ(counts.records_with_false_positive, 3817u);
  using Parts = std::array<size_t, 3>;
  const std::map<std::string, std::pair<Parts, Parts>> merl_and_exact = {
      {"AF", {{3383, 383, 987}, {2391, 259, 690}}},
      {"ST", {{4553, 504, 1281}, {3720, 404, 1030}}},
      {"SA", {{2075, 217, 536}, {1549, 163, 395}}},
      {"AVB", {{662, 82, 169}, {123, 14, 39}}},
      {"VB", {{665, 82, 169}, {3, 0, 0}}},
      {"CR", {{141, 25, 50}, {54, 9, 12}}},
      {"2AVB", {{31, 3, 4}, {18, 1, 3}}}};
  for (const auto& [code, exact] : counts.exact) {
    const auto differing = merl_and_exact.find(code);
    if (differing == merl_and_exact.end()) {
      EXPECT_EQ(counts.merl.at(code), exact) << code;
    } else {
      EXPECT_EQ(counts.merl.at(code), differing->second.first) << code;
      EXPECT_EQ(exact, differing->second.second) << code;
    }
  }
}

}  // namespace
}  // namespace supreme
