#include "vocab/near_pairs.h"

#include <gtest/gtest.h>

#include <set>

#include "tests/vocab/linkage_inputs.h"

namespace supreme {
namespace {

using Pairs = std::set<std::pair<uint32_t, uint32_t>>;

Pairs Found(const UnitVectors& vectors, double threshold) {
  const RowsView rows{vectors.values, vectors.width};
  Pairs pairs;
  VisitNearPairs(rows, BoundingBasis(rows), threshold,
                 [&](uint32_t first, uint32_t second, double cosine) {
                   EXPECT_NEAR(cosine, Dot(rows.Row(first), rows.Row(second)), 1e-12);
                   EXPECT_TRUE(pairs.emplace(first, second).second) << "visited twice";
                 });
  return pairs;
}

TEST(VisitNearPairs, FindsEachPairOverTheThresholdOnce) {
  for (const size_t count : {1, 5, 16, 17, 130, 301}) {
    const UnitVectors vectors = RandomVectors(count, count, 70, 0.5);
    for (const double threshold : {0.8, 0.3, -0.5}) {
      Pairs expected;
      for (uint32_t a = 0; a < count; ++a) {
        for (uint32_t b = a + 1; b < count; ++b) {
          if (Dot(vectors.Row(a), vectors.Row(b)) > threshold) expected.emplace(a, b);
        }
      }
      EXPECT_EQ(Found(vectors, threshold), expected) << count << " " << threshold;
    }
  }
}

TEST(VisitNearPairs, WorksInFewDimensions) {
  const UnitVectors vectors{1, {1.0f, -1.0f, 1.0f}};
  EXPECT_EQ(Found(vectors, 0.8), (Pairs{{0, 2}}));
}

}  // namespace
}  // namespace supreme
