#include "plot/axis.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace supreme {
namespace {

TEST(Axis, RoundsOutwardsToRoundSteps) {
  const Axis axis = MakeAxis(0.13, 0.87, 5);
  EXPECT_NEAR(axis.step, 0.2, 1e-12);
  EXPECT_NEAR(axis.low, 0.0, 1e-12);
  EXPECT_NEAR(axis.high, 1.0, 1e-12);
  EXPECT_EQ(axis.Ticks().size(), 6u);
}

TEST(Axis, LabelsHaveThePlacesOfTheStep) {
  EXPECT_EQ(MakeAxis(0.0, 0.1, 4).Label(0.025), "0.025");
  EXPECT_EQ(MakeAxis(0.0, 1.0, 5).Label(0.4), "0.4");
  EXPECT_EQ(MakeAxis(0.0, 20000.0, 4).Label(15000.0), "15,000");
  EXPECT_EQ(MakeAxis(-2000.0, 2000.0, 4).Label(-1000.0), "-1,000");
  EXPECT_EQ(MakeAxis(-0.2, 0.2, 4).Label(-1e-17), "0.0");
}

TEST(Axis, SurvivesEqualAndNonFiniteEnds) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  for (const auto& [low, high] : {std::pair{3.0, 3.0},
                                  {nan, nan},
                                  {nan, 2.0},
                                  {5.0, 1.0},
                                  {-std::numeric_limits<double>::infinity(), 1.0}}) {
    const Axis axis = MakeAxis(low, high, 5);
    EXPECT_LT(axis.low, axis.high);
    EXPECT_TRUE(std::isfinite(axis.low) && std::isfinite(axis.high) && axis.step > 0.0);
    EXPECT_GE(axis.Ticks().size(), 2u);
    EXPECT_LT(axis.Ticks().size(), 20u);
  }
}

}  // namespace
}  // namespace supreme
