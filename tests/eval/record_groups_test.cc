#include "eval/record_groups.h"

#include <gtest/gtest.h>

#include "tests/core/expect_error.h"

namespace supreme {
namespace {

using Places = std::vector<std::optional<size_t>>;

Embedding Classes(const std::vector<std::string>& cells) {
  Embedding embedding;
  embedding.columns = {"record_id", "classes"};
  for (const std::string& cell : cells) embedding.rows.push_back({"r", cell});
  return embedding;
}

TEST(RecordGroups, ARecordIsInTheGroupOfItsRarestValue) {
  // Of records: CD 3, MI 2, HYP 1.
  const RecordGroups groups =
      GroupByRarestValue(Classes({"CD", "CD;MI", "MI;HYP;CD", ""}), "classes", 12);
  EXPECT_EQ(groups.names, (std::vector<std::string>{"CD", "MI", "HYP"}));
  EXPECT_EQ(groups.of_rows, (Places{0, 1, 2, std::nullopt}));
  EXPECT_EQ(groups.others, "none");
  EXPECT_EQ(groups.what, "classes, the rarest of each record");
}

TEST(RecordGroups, OneValueEachIsNotCalledTheRarest) {
  EXPECT_EQ(GroupByRarestValue(Classes({"CD", "MI"}), "classes", 12).what, "classes");
}

TEST(RecordGroups, ValuesBeyondTheColoursFallToTheNextRarestOrToTheOthers) {
  const RecordGroups groups =
      GroupByRarestValue(Classes({"CD", "CD;MI", "MI;HYP", "HYP", "CD"}), "classes", 1);
  EXPECT_EQ(groups.names, (std::vector<std::string>{"CD"}));
  EXPECT_EQ(groups.of_rows, (Places{0, 0, std::nullopt, std::nullopt, 0}));
  EXPECT_EQ(groups.others, "other or none");
}

TEST(RecordGroups, EquallyFrequentValuesStandByName) {
  EXPECT_EQ(GroupByRarestValue(Classes({"b", "a"}), "classes", 12).names,
            (std::vector<std::string>{"a", "b"}));
}

TEST(RecordGroups, OneValueIsFoundAmongOthersButNotInsideAWord) {
  const RecordGroups groups = GroupByOneValue(Classes({"CD;MI", "AMI", "MI", ""}), "classes", "MI");
  EXPECT_EQ(groups.names, (std::vector<std::string>{"MI"}));
  EXPECT_EQ(groups.of_rows, (Places{0, std::nullopt, 0, std::nullopt}));
  EXPECT_EQ(groups.others, "without MI");
  EXPECT_EQ(groups.what, "classes with MI");
}

TEST(RecordGroups, AnUnknownValueIsNamedWithTheFrequentOnes) {
  ExpectError(ErrorCode::kNotFound, "frequent ones: CD, MI", [] {
    GroupByOneValue(Classes({"CD;MI", "CD"}), "classes", "LVH");
  });
}

TEST(RecordGroups, AnUnknownColumnIsNamedWithTheKnownOnes) {
  ExpectError(ErrorCode::kNotFound, "one of: record_id, classes",
              [] { GroupByRarestValue(Classes({"CD"}), "colour", 12); });
}

}  // namespace
}  // namespace supreme
