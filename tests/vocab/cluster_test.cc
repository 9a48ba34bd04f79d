#include "vocab/cluster.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace supreme {
namespace {

using testing::ElementsAre;

const ConflictTable kNoConflicts("group,rule,value,words\n", "test");

TEST(ClusterEntities, JoinsWhatIsNearTheFirstAndOnAverage) {
  const std::vector<ClusterItem> items = {{"a", 1}, {"b", 9}, {"c", 5}};
  const UnitVectors vectors{2, {0.9f, 0.436f, 1.0f, 0.0f, 0.0f, 1.0f}};
  EXPECT_THAT(ClusterEntities(items, vectors, 0.8, kNoConflicts),
              ElementsAre(ElementsAre(1, 0), ElementsAre(2)));
  EXPECT_THAT(ClusterEntities(items, vectors, 0.95, kNoConflicts),
              ElementsAre(ElementsAre(1), ElementsAre(2), ElementsAre(0)));
}

TEST(ClusterEntities, DoesNotChainAwayFromTheFirst) {
  // Neighbours at 30 degrees: the third is near the second, not near the first.
  const std::vector<ClusterItem> items = {{"a", 9}, {"b", 5}, {"c", 1}};
  const UnitVectors vectors{2, {1.0f, 0.0f, 0.866f, 0.5f, 0.5f, 0.866f}};
  EXPECT_THAT(ClusterEntities(items, vectors, 0.8, kNoConflicts),
              ElementsAre(ElementsAre(0, 1), ElementsAre(2)));
}

TEST(ClusterEntities, KeepsConflictingWordsApart) {
  const std::vector<ClusterItem> items = {{"left axis deviation", 2}, {"right axis deviation", 1}};
  const UnitVectors same{1, {1.0f, 1.0f}};
  EXPECT_EQ(ClusterEntities(items, same, 0.8, kNoConflicts).size(), 1u);
  EXPECT_EQ(ClusterEntities(items, same, 0.8, ConflictTable::BuiltIn()).size(), 2u);
}

}  // namespace
}  // namespace supreme
