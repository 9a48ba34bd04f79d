#include "vocab/kept_apart.h"

#include <gtest/gtest.h>

#include "core/atomic_file.h"
#include "tests/core/temp_folder.h"

namespace supreme {
namespace {

const std::vector<ClusterItem> kItems = {{"left axis deviation", 7},
                                         {"leftward axis", 1},
                                         {"right axis deviation", 2},
                                         {"inferior axis", 3}};
const UnitVectors kVectors{2, {1.0f, 0.0f, 1.0f, 0.0f, 0.96f, 0.28f, 0.0f, 1.0f}};
const std::vector<std::vector<size_t>> kClusters = {{0, 1}, {3}, {2}};

TEST(FindKeptApart, ListsNearClustersWithTheirConflict) {
  const auto pairs = FindKeptApart(kItems, kVectors, kClusters, 0.8, ConflictTable::BuiltIn());
  ASSERT_EQ(pairs.size(), 1u);
  EXPECT_EQ(pairs[0].first, "left axis deviation");
  EXPECT_EQ(pairs[0].second, "right axis deviation");
  EXPECT_NEAR(pairs[0].cosine, 0.96, 1e-6);
  EXPECT_EQ(pairs[0].first_records, 8u);
  EXPECT_EQ(pairs[0].second_records, 2u);
  ASSERT_EQ(pairs[0].reasons.size(), 1u);
  EXPECT_EQ(pairs[0].reasons[0].group, "side");
  EXPECT_EQ(pairs[0].reasons[0].first, "left");
  EXPECT_EQ(pairs[0].reasons[0].second, "right");
}

TEST(FindKeptApart, SaysNothingWhereNoWordsConflict) {
  const ConflictTable none("group,rule,value,words\n", "test");
  EXPECT_TRUE(FindKeptApart(kItems, kVectors, kClusters, 0.8, none).empty());
}

TEST(WriteKeptApart, WritesOneRowPerPair) {
  const TempFolder folder;
  WriteKeptApart(FindKeptApart(kItems, kVectors, kClusters, 0.8, ConflictTable::BuiltIn()),
                 folder.path() / "kept_apart.csv");
  EXPECT_EQ(ReadFile(folder.path() / "kept_apart.csv"),
            "first,second,cosine,first_records,second_records,conflicts\n"
            "left axis deviation,right axis deviation,0.9600,8,2,side: left | right\n");
}

}  // namespace
}  // namespace supreme
