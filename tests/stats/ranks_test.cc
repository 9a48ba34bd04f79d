#include "stats/ranks.h"

#include <gtest/gtest.h>

#include <limits>

#include "tests/core/expect_error.h"

namespace supreme {
namespace {

TEST(Ranks, SharesTheMeanRankAmongTies) {
  const MidRanks ranks = RankValues(std::vector<double>{3, 1, 3, 2, 3});
  EXPECT_EQ(ranks.ranks, (std::vector<double>{4, 1, 4, 2, 4}));
  EXPECT_EQ(ranks.groups, (std::vector<uint64_t>{1, 1, 3}));
  EXPECT_EQ(TieSum(ranks), 24.0);
}

TEST(Ranks, OfNothingAreNothing) {
  EXPECT_TRUE(RankValues({}).ranks.empty());
  EXPECT_EQ(TieSum(RankValues({})), 0.0);
}

TEST(CheckFinite, NamesTheFirstBadValue) {
  CheckFinite(std::vector<double>{1, 2}, "here");
  ExpectError(ErrorCode::kInvalidInput, "here: value 2 is not a finite number", [] {
    CheckFinite(std::vector<double>{1, std::numeric_limits<double>::infinity()}, "here");
  });
}

}  // namespace
}  // namespace supreme
