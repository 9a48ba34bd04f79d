#include "data/split_list.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "core/csv.h"
#include "core/json.h"
#include "data/split_tables.h"
#include "data/table_values.h"
#include "data/task_labels.h"
#include "tests/core/expect_error.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

const fs::path kSource = SUPREME_SOURCE_DIR;
const fs::path kSplits = kSource / "../shared/data/splits";
const fs::path kFullTable = kSource / "../shared/data/reports/ptbxl_database_v1.0.1_full.csv";

Task TaskNamed(const std::string& name) { return ReadTask(kSource / "tasks" / (name + ".json")); }

PublishedLists ListsOf(const std::string& folder, const std::string& stem) {
  const fs::path base = kSplits / "merl_splits" / folder;
  return {base / (stem + "_train.csv"), base / (stem + "_val.csv"), base / (stem + "_test.csv")};
}

TEST(SplitPtbxl, PutsFoldsIntoPartsAndLeavesOthersOut) {
  const SplitList list = SplitPtbxl(TaskNamed("ptbxl-rhythm"), {{"1", 1, {"SR"}},
                                                                {"2", 8, {"AFIB", "NORM"}},
                                                                {"3", 9, {"SR"}},
                                                                {"4", 10, {"SBRAD"}},
                                                                {"5", 3, {"NORM"}},
                                                                {"6", 0, {"SR"}},
                                                                {"137", 3, {"SR"}}});
  EXPECT_EQ(list.train, (std::vector<std::string>{"1", "2"}));
  EXPECT_EQ(list.validation, (std::vector<std::string>{"3"}));
  EXPECT_EQ(list.test, (std::vector<std::string>{"4"}));
}

TEST(SplitByPermutation, RoundsTestAndValidationUp) {
  std::vector<std::string> ids;
  for (int i = 0; i < 11; ++i) ids.push_back(std::to_string(i));
  const SplitList list = SplitByPermutation(ids);
  EXPECT_EQ(list.sizes(), (std::array<size_t, 3>{7, 1, 3}));
  const SplitList one = SplitByPermutation({"only"});
  EXPECT_EQ(one.sizes(), (std::array<size_t, 3>{0, 0, 1}));
}

TEST(LinearProbeSubset, RefusesSharesThatAreNone) {
  ExpectError(ErrorCode::kUsage, "0 %", [] { LinearProbeSubset({"a"}, 0); });
  ExpectError(ErrorCode::kUsage, "101 %", [] { LinearProbeSubset({"a"}, 101); });
  EXPECT_EQ(LinearProbeSubset({"a", "b"}, 100).size(), 2u);
  EXPECT_TRUE(LinearProbeSubset({"a", "b"}, 1).empty());
}

struct Published {
  const char* task;
  const char* folder;
  const char* stem;
  const char* probe;  // key of the linear-probe table
};

constexpr std::array<Published, 6> kPublished = {
    {{"ptbxl-super", "ptbxl/super_class", "ptbxl_super_class", "ptbxl_super_class"},
     {"ptbxl-sub", "ptbxl/sub_class", "ptbxl_sub_class", "ptbxl_sub_class"},
     {"ptbxl-form", "ptbxl/form", "ptbxl_form", "ptbxl_form"},
     {"ptbxl-rhythm", "ptbxl/rhythm", "ptbxl_rhythm", "ptbxl_rhythm"},
     {"cpsc2018", "icbeb", "icbeb", "icbeb"},
     {"csn", "chapman", "chapman", "chapman"}}};

TEST(PublishedSplits, HaveTheSizesOfThePapersTable7) {
  if (!fs::exists(kSplits)) GTEST_SKIP() << kSplits << " is absent";
  for (const Published& entry : kPublished) {
    const SplitList list = ReadPublishedLists(ListsOf(entry.folder, entry.stem));
    EXPECT_EQ(list.sizes(), PaperSplitSizes(entry.task)) << entry.task;
  }
  EXPECT_FALSE(PaperSplitSizes("cinc"));
}

TEST(PublishedSplits, GiveThePublishedLinearProbeRecords) {
  const fs::path table = kSplits / "linear_probe_subsets_seed42.json";
  if (!fs::exists(table)) GTEST_SKIP() << table << " is absent";
  const Json json = ReadJsonFile(table);
  for (const Published& entry : kPublished) {
    const SplitList list = ReadPublishedLists(ListsOf(entry.folder, entry.stem));
    for (const int percent : {1, 10}) {
      std::vector<std::string> expected;
      for (const Json& id : json.at(entry.probe).at(std::to_string(percent) + "%").at("ids")) {
        expected.push_back(fs::path(id.get<std::string>()).stem().string());
      }
      EXPECT_EQ(LinearProbeSubset(list.train, percent), expected) << entry.task << percent;
    }
  }
}

TEST(PublishedSplits, FollowFromThePermutationForCpsc2018ToTheRecord) {
  const PublishedLists lists = ListsOf("icbeb", "icbeb");
  if (!fs::exists(lists.train)) GTEST_SKIP() << lists.train << " is absent";
  const SplitList drawn =
      SplitByPermutation(ReadCpscOrder({lists.test, lists.train, lists.validation}));
  const SplitList published = ReadPublishedLists(lists);
  EXPECT_EQ(drawn.train, published.train);
  EXPECT_EQ(drawn.validation, published.validation);
  EXPECT_EQ(drawn.test, published.test);
}

// Records in one list only, both parts of each split together.
std::vector<std::string> MembersOfOne(const std::vector<std::string>& a,
                                      const std::vector<std::string>& b) {
  std::map<std::string, int> count;
  for (const auto& id : a) ++count[id];
  for (const auto& id : b) ++count[id];
  std::vector<std::string> single;
  for (const auto& [id, n] : count) {
    if (n == 1) single.push_back(id);
  }
  return single;
}

TEST(PublishedSplits, FollowFromTheFoldsOfPtbxlUpToTheChangesOfVersion103) {
  for (const fs::path& path : {kSplits, kFullTable}) {
    if (!fs::exists(path)) GTEST_SKIP() << path << " is absent";
  }
  // Records of 1.0.1 whose codes changed so much in 1.0.3 that they have no class any more.
  const std::map<std::string, std::vector<std::string>> changed = {
      {"ptbxl-super", {"13803", "3796", "3797", "7778", "7783", "9824"}},
      {"ptbxl-sub", {"13803", "3796", "3797", "7778", "7783", "9824"}},
      {"ptbxl-form", {"13803", "3797", "7783", "9822"}},
      {"ptbxl-rhythm", {}}};
  const auto candidates = ReadPtbxlCandidates(kFullTable);
  ASSERT_EQ(candidates.size(), 21837u);
  for (const Published& entry : kPublished) {
    if (!changed.contains(entry.task)) continue;
    const SplitList made = SplitPtbxl(TaskNamed(entry.task), candidates);
    const SplitList published = ReadPublishedLists(ListsOf(entry.folder, entry.stem));
    std::vector<std::string> differing;
    for (auto part : {&SplitList::train, &SplitList::validation, &SplitList::test}) {
      for (auto& id : MembersOfOne(made.*part, published.*part)) differing.push_back(id);
    }
    std::sort(differing.begin(), differing.end());
    EXPECT_EQ(differing, changed.at(entry.task)) << entry.task;
  }
}

TEST(PublishedSplits, FollowFromTheFoldsOfTheFirst500RecordsOfPtbxl) {
  const fs::path table = kSource / "../shared/data/ptbxl_500/ptbxl_database.csv";
  if (!fs::exists(table)) GTEST_SKIP() << table << " is absent";
  const std::map<std::string, std::array<size_t, 3>> sizes = {{"ptbxl-super", {343, 70, 64}},
                                                              {"ptbxl-sub", {343, 70, 64}},
                                                              {"ptbxl-form", {85, 23, 16}},
                                                              {"ptbxl-rhythm", {322, 72, 65}}};
  for (const auto& [task, size] : sizes) {
    EXPECT_EQ(SplitPtbxl(TaskNamed(task), ReadPtbxlCandidates(table)).sizes(), size) << task;
  }
}

// Rows of a published table whose class columns differ from the codes of the table of 1.0.1.
std::vector<std::string> RowsWithOtherLabels(const Published& entry, const Task& task) {
  std::map<std::string, std::vector<std::string>> codes;
  for (auto& candidate : ReadPtbxlCandidates(kFullTable)) {
    codes[candidate.record_id] = candidate.codes;
  }
  const TaskLabeller labeller(task);
  std::vector<uint8_t> positive(task.classes.size());
  std::vector<std::string> differing;
  const PublishedLists lists = ListsOf(entry.folder, entry.stem);
  for (const fs::path& path : {lists.train, lists.validation, lists.test}) {
    CsvReader csv = CsvReader::Open(path);
    while (csv.Next()) {
      const std::string id = ReadId(csv["ecg_id"]);
      labeller.Label(codes.at(id), positive);
      bool same = true;
      for (size_t c = 0; c < task.classes.size(); ++c) {
        same = same && (csv[task.classes[c].code] == "1") == (positive[c] != 0);
      }
      if (!same) differing.push_back(id);
    }
  }
  std::sort(differing.begin(), differing.end());
  return differing;
}

TEST(PublishedLabels, OfPtbxlFollowFromTheCodesButForTheRowsThatVersion103Changed) {
  for (const fs::path& path : {kSplits, kFullTable}) {
    if (!fs::exists(path)) GTEST_SKIP() << path << " is absent";
  }
  const std::map<std::string, std::vector<std::string>> changed = {
      {"ptbxl-super", {"3799", "9822"}},
      {"ptbxl-sub", {"1371", "3799", "3802", "9822"}},
      {"ptbxl-form", {}},
      {"ptbxl-rhythm", {}}};
  for (const Published& entry : kPublished) {
    if (!changed.contains(entry.task)) continue;
    EXPECT_EQ(RowsWithOtherLabels(entry, TaskNamed(entry.task)), changed.at(entry.task))
        << entry.task;
  }
}

}  // namespace
}  // namespace supreme
