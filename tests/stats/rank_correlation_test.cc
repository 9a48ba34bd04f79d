#include "stats/rank_correlation.h"

#include <gtest/gtest.h>

#include <vector>

namespace supreme {
namespace {

TEST(RankCorrelation, IsOneForTheSameOrderWhateverTheValues) {
  EXPECT_DOUBLE_EQ(*RankCorrelation(std::vector{0.1, 0.2, 0.9}, std::vector{-5.0, 0.0, 100.0}),
                   1.0);
  EXPECT_DOUBLE_EQ(*RankCorrelation(std::vector{0.1, 0.2, 0.9}, std::vector{3.0, 2.0, 1.0}), -1.0);
}

TEST(RankCorrelation, SharesTheRankOfTies) {
  // Ranks 1, 2.5, 2.5, 4 against 1, 2, 3, 4: 4.5 / sqrt(4.5 * 5).
  EXPECT_NEAR(*RankCorrelation(std::vector{1.0, 2.0, 2.0, 3.0}, std::vector{1.0, 2.0, 3.0, 4.0}),
              0.9486832980505138, 1e-12);
}

TEST(RankCorrelation, IsUndefinedForConstants) {
  EXPECT_FALSE(RankCorrelation(std::vector{1.0, 1.0}, std::vector{1.0, 2.0}));
  EXPECT_FALSE(RankCorrelation(std::vector{1.0}, std::vector{1.0}));
  EXPECT_FALSE(RankCorrelation({}, {}));
}

}  // namespace
}  // namespace supreme
