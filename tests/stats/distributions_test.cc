#include "stats/distributions.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace supreme {
namespace {

// Values of SciPy 1.17 (norm, t, f, chi2) and, for the range, of mpmath to 30 digits.
TEST(Distributions, HaveKnownTails) {
  EXPECT_NEAR(NormalUpperTail(1.959963984540054), 0.025, 1e-15);
  EXPECT_NEAR(NormalUpperTail(10.0) / 7.61985302416047e-24, 1.0, 1e-12);
  EXPECT_NEAR(NormalQuantile(0.975), 1.959963984540054, 1e-14);
  EXPECT_NEAR(StudentUpperTail(2.0, 5.0), 0.05096973941492914, 1e-15);
  EXPECT_NEAR(StudentQuantile(0.975, 5.0), 2.5705818356363141, 1e-12);
  EXPECT_NEAR(FisherUpperTail(4.0, 2.0, 10.0), 0.052922149401344637, 1e-15);
  EXPECT_NEAR(ChiSquaredUpperTail(5.991464547107979, 2.0), 0.05, 1e-14);
}

TEST(Distributions, TakeInfiniteStatistics) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  EXPECT_EQ(StudentUpperTail(kInfinity, 3.0), 0.0);
  EXPECT_EQ(StudentUpperTail(-kInfinity, 3.0), 1.0);
  EXPECT_EQ(FisherUpperTail(kInfinity, 1.0, 3.0), 0.0);
}

TEST(StudentizedRange, OfTwoIsTheNormalDistributionOfTheirDifference) {
  for (const double q : {0.1, 1.0, 2.5, 6.0}) {
    EXPECT_NEAR(StudentizedRangeUpperTail(q, 2), 2.0 * NormalUpperTail(q / std::sqrt(2.0)), 1e-14);
  }
}

TEST(StudentizedRange, FallsFromOneAndInvertsItself) {
  EXPECT_EQ(StudentizedRangeUpperTail(0.0, 5), 1.0);
  EXPECT_GT(StudentizedRangeUpperTail(1.0, 5), StudentizedRangeUpperTail(2.0, 5));
  EXPECT_NEAR(StudentizedRangeUpperTail(StudentizedRangeCritical(0.01, 7), 7), 0.01, 1e-13);
  EXPECT_NEAR(StudentizedRangeCritical(0.05, 3), 3.314493, 1e-6);
}

TEST(TailProbability, FollowsTheAlternative) {
  EXPECT_DOUBLE_EQ(TailProbability(-1.0, Alternative::kTwoSided, NormalUpperTail),
                   2.0 * NormalUpperTail(1.0));
  EXPECT_DOUBLE_EQ(TailProbability(-1.0, Alternative::kLess, NormalUpperTail),
                   NormalUpperTail(1.0));
  EXPECT_DOUBLE_EQ(TailProbability(-1.0, Alternative::kGreater, NormalUpperTail),
                   NormalUpperTail(-1.0));
}

}  // namespace
}  // namespace supreme
