#include "eval/importance_map.h"

#include <gtest/gtest.h>

namespace supreme {
namespace {

ImportanceMap Band(std::vector<double> values, double start_s, double column_s) {
  ImportanceMap map;
  map.rows = 1;
  map.columns = values.size();
  map.start_s = start_s;
  map.column_s = column_s;
  map.values = std::move(values);
  return map;
}

TEST(ImportanceMap, TakesTheMeanOverEachCellWeightedByOverlap) {
  // Columns of 1 s from -0.5 s: the first cell of 1 s sees half of the first and of the second.
  const auto cells = OnGrid(Band({2.0, 4.0, 8.0}, -0.5, 1.0), {2, 2.0});
  ASSERT_EQ(cells.size(), 24U);
  EXPECT_DOUBLE_EQ(cells[0], 3.0);
  EXPECT_DOUBLE_EQ(cells[1], 6.0);
}

TEST(ImportanceMap, PutsABandIntoAllLeads) {
  const auto cells = OnGrid(Band({1.0, 5.0}, 0.0, 1.0), {2, 2.0});
  for (size_t lead = 0; lead < kLeadCount; ++lead) {
    EXPECT_EQ(cells[2 * lead], 1.0);
    EXPECT_EQ(cells[2 * lead + 1], 5.0);
  }
}

TEST(ImportanceMap, IsZeroWhereTheMapDoesNotReach) {
  const auto cells = OnGrid(Band({7.0}, 0.0, 1.0), {2, 2.0});
  EXPECT_EQ(cells[0], 7.0);
  EXPECT_EQ(cells[1], 0.0);
}

TEST(ImportanceMap, KeepsLeadsApart) {
  ImportanceMap map;
  map.columns = 1;
  map.column_s = 1.0;
  for (size_t lead = 0; lead < kLeadCount; ++lead) map.values.push_back(static_cast<double>(lead));
  EXPECT_EQ(OnGrid(map, {1, 1.0}), map.values);
  EXPECT_EQ(StrongestPlace(map), "V6 at 0.00-1.00 s");
}

TEST(ImportanceMap, NamesTheTimeOfABandFromTheFirstSampleOn) {
  EXPECT_EQ(StrongestPlace(Band({3.0, 1.0}, -0.5, 1.0)), "0.00-0.50 s");
  EXPECT_EQ(StrongestPlace(Band({1.0, 3.0}, -0.5, 1.0)), "0.50-1.50 s");
}

}  // namespace
}  // namespace supreme
