#include "synth/rhythm/clock.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace supreme {
namespace {

struct Spread {
  double mean = 0.0;
  double range = 0.0;
};

Spread Inside(const std::vector<double>& times, double duration_s) {
  std::vector<double> seen;
  for (const double time : times) {
    if (time >= 0.0 && time <= duration_s) seen.push_back(time);
  }
  double low = 1e9;
  double high = 0.0;
  for (size_t i = 1; i < seen.size(); ++i) {
    low = std::min(low, seen[i] - seen[i - 1]);
    high = std::max(high, seen[i] - seen[i - 1]);
  }
  return {(seen.back() - seen.front()) / static_cast<double>(seen.size() - 1), high - low};
}

class Clock : public ::testing::Test {
 protected:
  Patient patient_;
  Diagnosis diagnosis_;
  RhythmCase rhythm_{.patient = patient_, .diagnosis = diagnosis_};
};

TEST_F(Clock, KeepsTheMeanAndTheRangeAsked) {
  for (uint64_t seed = 0; seed < 300; ++seed) {
    Rng rng(seed);
    const ClockOptions options{
        .rr_s = 0.9, .variation = 0.05, .smallest_range_s = 0.2, .largest_range_s = 0.22};
    const Spread spread = Inside(SinusClock(rhythm_, options, rng), rhythm_.duration_s);
    EXPECT_NEAR(spread.mean, 0.9, 0.015);
    EXPECT_GT(spread.range, 0.195);
    EXPECT_LT(spread.range, 0.26);
  }
}

TEST_F(Clock, StartsBeforeAndEndsAfterTheRecording) {
  Rng rng(5);
  for (const double rr_s : {0.27, 0.85, 2.4}) {
    const std::vector<double> times = SinusClock(rhythm_, {.rr_s = rr_s}, rng);
    EXPECT_LT(times.front(), -3.0);
    EXPECT_GT(times.back(), 1.5 * rhythm_.duration_s);
    EXPECT_TRUE(std::is_sorted(times.begin(), times.end()));
  }
}

TEST_F(Clock, NeverRunsFasterThanTheRefractoryNode) {
  for (uint64_t seed = 0; seed < 200; ++seed) {
    Rng rng(seed);
    const IrregularOptions options{.rr_s = 0.4, .variation = 0.3, .shortest_s = 0.29};
    const std::vector<double> times = IrregularClock(rhythm_, options, rng);
    for (size_t i = 1; i < times.size(); ++i) EXPECT_GE(times[i] - times[i - 1], 0.2899);
  }
}

TEST_F(Clock, IsNearlyConstantForAFocusWithoutNerves) {
  Rng rng(9);
  const Spread spread = Inside(RegularClock(rhythm_, 0.4, 0.004, rng), rhythm_.duration_s);
  EXPECT_NEAR(spread.mean, 0.4, 0.004);
  EXPECT_LT(spread.range, 0.03);
}

}  // namespace
}  // namespace supreme
