#include "predict/nearest_query.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace supreme {
namespace {

QuerySet ThreeQueries() {
  QuerySet set;
  set.text_width = 2;
  set.queries.resize(3);
  set.embeddings = {3.0f, 0.0f, 0.0f, 0.1f, -1.0f, -1.0f};
  return set;
}

TEST(NearestQuery, IsTheOneOfHighestCosineWhateverTheLengths) {
  const std::vector<float> asked = {0.0f, 9.0f, 1.0f, 0.9f, -0.5f, -0.4f};
  const auto nearest = FindNearestQueries(ThreeQueries(), asked);
  ASSERT_EQ(nearest.size(), 3u);
  EXPECT_EQ(nearest[0].index, 1u);
  EXPECT_NEAR(nearest[0].similarity, 1.0, 1e-9);
  EXPECT_EQ(nearest[1].index, 0u);
  EXPECT_NEAR(nearest[1].similarity, 1.0 / std::hypot(1.0, 0.9), 1e-6);
  EXPECT_EQ(nearest[2].index, 2u);
}

TEST(NearestQuery, OfEqualsIsTheFirstAndOfNothingIsZero) {
  QuerySet set = ThreeQueries();
  set.embeddings = {1.0f, 0.0f, 2.0f, 0.0f, 3.0f, 0.0f};
  const auto nearest = FindNearestQueries(set, std::vector<float>{5.0f, 0.0f, 0.0f, 0.0f});
  EXPECT_EQ(nearest[0].index, 0u);
  EXPECT_EQ(nearest[1].similarity, 0.0);
}

}  // namespace
}  // namespace supreme
