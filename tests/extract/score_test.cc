#include "extract/score.h"

#include <gtest/gtest.h>

namespace supreme {
namespace {

TEST(Wilson, MatchesKnownIntervals) {
  // Newcombe 1998 (doi 10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E), table I.
  EXPECT_NEAR(WilsonInterval(81, 263).low, 0.2553, 5e-5);
  EXPECT_NEAR(WilsonInterval(81, 263).high, 0.3662, 5e-5);
  EXPECT_NEAR(WilsonInterval(0, 20).high, 0.1611, 5e-5);
  EXPECT_EQ(WilsonInterval(0, 0).high, 1.0);
}

TEST(F1, IsTheHarmonicMeanInsideItsInterval) {
  const MatchCounts counts{.right = 8, .wrong = 2, .missed = 4};
  EXPECT_NEAR(Precision(counts).value, 0.8, 1e-12);
  EXPECT_NEAR(Recall(counts).value, 8.0 / 12.0, 1e-12);
  EXPECT_NEAR(F1(counts).value, 16.0 / 22.0, 1e-12);
  EXPECT_LT(F1(counts).low, F1(counts).value);
  EXPECT_GT(F1(counts).high, F1(counts).value);
  EXPECT_EQ(F1({}).value, 0.0);
}

}  // namespace
}  // namespace supreme
