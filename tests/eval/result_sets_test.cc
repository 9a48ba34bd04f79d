#include "eval/result_sets.h"

#include <gtest/gtest.h>

#include "tests/core/expect_error.h"
#include "tests/eval/temporary_file.h"

namespace supreme {
namespace {

std::vector<ResultSet> Read(const TemporaryFile& file, SetUnit unit = SetUnit::kAuto) {
  const std::vector<std::string> paths = {file.path().string()};
  return ReadResultSets(paths, unit);
}

constexpr char kResult[] =
    R"({"task": "t", "macro": {"auc": 0.8}, "split": {"hash": "77"},
        "classes": [{"code": "A", "auc": 0.9}, {"code": "B", "auc": null}]})";

TEST(ResultSets, ReadsDefinedClassesOrTheMeanOfAResult) {
  const TemporaryFile file("r.json", kResult);
  const ResultSet classes = Read(file).at(0);
  EXPECT_EQ(classes.units, std::vector<std::string>{"A"});
  EXPECT_EQ(classes.values, std::vector<double>{0.9});
  EXPECT_EQ(classes.records, "77");
  const ResultSet task = Read(file, SetUnit::kTask).at(0);
  EXPECT_EQ(task.units, std::vector<std::string>{"t"});
  EXPECT_EQ(task.values, std::vector<double>{0.8});
}

TEST(ResultSets, ReadsAFolderByTask) {
  const TemporaryFile file("r.json", kResult);
  const std::vector<std::string> paths = {file.path().parent_path().string()};
  EXPECT_EQ(ReadResultSets(paths, SetUnit::kAuto).at(0).units, std::vector<std::string>{"t"});
}

TEST(ResultSets, ReadsEachColumnOfATableAsASystem) {
  const auto sets = Read(TemporaryFile("t.csv", "task,one,two\na,1,2\nb,,4\n"));
  ASSERT_EQ(sets.size(), 2U);
  EXPECT_EQ(sets[0].name, "one");
  EXPECT_EQ(sets[0].units, std::vector<std::string>{"a"});
  EXPECT_EQ(sets[1].values, (std::vector<double>{2, 4}));
  ExpectError(ErrorCode::kCorruptData, "t.csv:2, column one: \"x\" is not a finite number",
              [] { Read(TemporaryFile("t.csv", "task,one\na,x\n")); });
}

TEST(ResultSets, RefusesOtherFiles) {
  ExpectError(ErrorCode::kUsage, "neither .json, .csv nor a folder",
              [] { Read(TemporaryFile("t.txt", "")); });
  ExpectError(ErrorCode::kCorruptData, "\"classes\" is not a list",
              [] { Read(TemporaryFile("r.json", R"({"classes": 3})")); });
}

TEST(AlignSets, KeepsWhatAllSetsHaveInTheOrderOfTheFirst) {
  const std::vector<ResultSet> sets = {{"x", {"b", "a", "c"}, {1, 2, 3}, "7"},
                                       {"y", {"a", "b", "d"}, {4, 5, 6}, "8"}};
  const AlignedSets aligned = AlignSets(sets);
  EXPECT_EQ(aligned.units, (std::vector<std::string>{"b", "a"}));
  EXPECT_EQ(aligned.values, (std::vector<double>{1, 5, 2, 4}));
  EXPECT_EQ(aligned.left_out, (std::vector<std::string>{"c", "d"}));
  EXPECT_TRUE(aligned.different_records);
}

TEST(AlignSets, RefusesSetsThatCannotBePaired) {
  const ResultSet one{"x", {"a"}, {1}, ""}, other{"y", {"b"}, {1}, ""};
  const ResultSet twice{"z", {"a", "a"}, {1, 2}, ""};
  ExpectError(ErrorCode::kInvalidInput, "1 set", [&] { AlignSets(std::vector{one}); });
  ExpectError(ErrorCode::kInvalidInput, "two sets of this name", [&] {
    AlignSets(std::vector{one, one});
  });
  ExpectError(ErrorCode::kInvalidInput, "nothing in common", [&] {
    AlignSets(std::vector{one, other});
  });
  ExpectError(ErrorCode::kCorruptData, "\"a\" stands twice", [&] {
    AlignSets(std::vector{one, twice});
  });
}

}  // namespace
}  // namespace supreme
