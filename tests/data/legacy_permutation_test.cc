#include "data/legacy_permutation.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

namespace supreme {
namespace {

TEST(LegacyPermutation, GivesNumpysOrder) {
  // numpy.random.RandomState(42).permutation(10) and numpy.random.RandomState(7).permutation(5)
  EXPECT_EQ(LegacyPermutation(42, 10), (std::vector<size_t>{8, 1, 5, 0, 7, 2, 9, 4, 3, 6}));
  EXPECT_EQ(LegacyPermutation(7, 5), (std::vector<size_t>{0, 3, 2, 1, 4}));
  const std::vector<size_t> large = LegacyPermutation(42, 21388);
  EXPECT_EQ(large.front(), 4449u);
  EXPECT_EQ(large.back(), 15795u);
}

TEST(LegacyPermutation, HoldsEachNumberOnce) {
  for (const size_t count : {0u, 1u, 2u, 1025u}) {
    std::vector<size_t> order = LegacyPermutation(1, count);
    std::sort(order.begin(), order.end());
    std::vector<size_t> expected(count);
    std::iota(expected.begin(), expected.end(), size_t{0});
    EXPECT_EQ(order, expected);
  }
}

}  // namespace
}  // namespace supreme
