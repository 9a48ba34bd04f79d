#include "vocab/cluster.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/vocab/linkage_inputs.h"

namespace supreme {
namespace {

using testing::ElementsAre;

const ConflictTable kNoConflicts("group,rule,value,words\n", "test");

TEST(ClusterEntities, JoinsWhatIsNearOnAverage) {
  const std::vector<ClusterItem> items = {{"a", 1}, {"b", 9}, {"c", 5}};
  const UnitVectors vectors{2, {0.9f, 0.436f, 1.0f, 0.0f, 0.0f, 1.0f}};
  EXPECT_THAT(ClusterEntities(items, vectors, {0.8}, kNoConflicts),
              ElementsAre(ElementsAre(1, 0), ElementsAre(2)));
  EXPECT_THAT(ClusterEntities(items, vectors, {0.95}, kNoConflicts),
              ElementsAre(ElementsAre(1), ElementsAre(2), ElementsAre(0)));
}

TEST(ClusterEntities, DoesNotChainAway) {
  // Neighbours at 30 degrees: the third is near the second, not near the first two.
  const std::vector<ClusterItem> items = {{"a", 9}, {"b", 5}, {"c", 1}};
  const UnitVectors vectors{2, {1.0f, 0.0f, 0.866f, 0.5f, 0.5f, 0.866f}};
  EXPECT_THAT(ClusterEntities(items, vectors, {0.8}, kNoConflicts),
              ElementsAre(ElementsAre(0, 1), ElementsAre(2)));
}

TEST(ClusterEntities, KeepsConflictingWordsApart) {
  const std::vector<ClusterItem> items = {{"left axis deviation", 2}, {"right axis deviation", 1}};
  const UnitVectors same{1, {1.0f, 1.0f}};
  EXPECT_EQ(ClusterEntities(items, same, {0.8}, kNoConflicts).size(), 1u);
  EXPECT_EQ(ClusterEntities(items, same, {0.8}, ConflictTable::BuiltIn()).size(), 2u);
}

TEST(ClusterEntities, DoesNotDependOnTheOrderOfItems) {
  constexpr size_t kCount = 90;
  const UnitVectors vectors = RandomVectors(7, kCount, 16, 0.45);
  std::vector<ClusterItem> items;
  for (size_t i = 0; i < kCount; ++i) {
    items.push_back({(i % 4 == 0 ? "left " : "axis ") + std::to_string(i), i % 7});
  }
  for (const Linkage linkage : {Linkage::kAverage, Linkage::kComplete, Linkage::kSingle}) {
    const ConflictTable& conflicts = ConflictTable::BuiltIn();
    const auto forwards = ClusterEntities(items, vectors, {0.8, linkage}, conflicts);
    EXPECT_LT(forwards.size(), kCount);
    std::vector<ClusterItem> reversed(items.rbegin(), items.rend());
    UnitVectors reversed_vectors{vectors.width, {}};
    for (size_t i = kCount; i-- > 0;) {
      const auto row = vectors.Row(i);
      reversed_vectors.values.insert(reversed_vectors.values.end(), row.begin(), row.end());
    }
    auto backwards = ClusterEntities(reversed, reversed_vectors, {0.8, linkage}, conflicts);
    for (auto& cluster : backwards) {
      for (size_t& item : cluster) item = kCount - 1 - item;
    }
    EXPECT_EQ(forwards, backwards) << LinkageName(linkage);
  }
}

}  // namespace
}  // namespace supreme
