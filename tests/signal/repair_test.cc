#include "signal/repair.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace supreme {
namespace {

const float kNaN = std::nanf("");

TEST(Repair, TakesTheMeanOfTheSixNearestPoints) {
  std::vector<float> samples = {100, 1, 2, 3, kNaN, 5, 6, 7, 100};
  EXPECT_EQ(RepairSamples(samples), 1u);
  EXPECT_EQ(samples, (std::vector<float>{100, 1, 2, 3, 4, 5, 6, 7, 100}));
}

TEST(Repair, CountsOnlyOriginalValidNeighbours) {
  std::vector<float> samples = {1, kNaN, INFINITY, 4};
  EXPECT_EQ(RepairSamples(samples), 2u);
  EXPECT_EQ(samples, (std::vector<float>{1, 2.5f, 2.5f, 4}));
}

TEST(Repair, WidensUntilAPointIsFound) {
  std::vector<float> samples(21, kNaN);
  samples[0] = 10;
  samples[20] = 20;
  EXPECT_EQ(RepairSamples(samples), 19u);
  EXPECT_EQ(samples[1], 10);
  EXPECT_EQ(samples[9], 10);
  EXPECT_EQ(samples[10], 15) << "both ends are equally near";
  EXPECT_EQ(samples[11], 20);
  EXPECT_EQ(samples[19], 20);
}

TEST(Repair, ReachesOverTheEnds) {
  std::vector<float> samples = {kNaN, kNaN, kNaN, kNaN, kNaN, 3, kNaN};
  EXPECT_EQ(RepairSamples(samples), 6u);
  for (const float sample : samples) EXPECT_EQ(sample, 3);
}

TEST(Repair, LeavesALeadWithoutAnyValidSample) {
  std::vector<float> samples = {kNaN, -INFINITY};
  EXPECT_EQ(RepairSamples(samples), 2u);
  EXPECT_TRUE(std::isnan(samples[0]));
  std::vector<float> empty;
  EXPECT_EQ(RepairSamples(empty), 0u);
}

TEST(Repair, LongGapsTakeLinearTime) {
  std::vector<float> samples(600'000, kNaN);
  samples[300'000] = 1;
  EXPECT_EQ(RepairSamples(samples), 599'999u);
  EXPECT_EQ(samples.front(), 1);
  EXPECT_EQ(samples.back(), 1);
}

}  // namespace
}  // namespace supreme
