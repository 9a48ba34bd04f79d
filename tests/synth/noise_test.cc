#include "synth/noise.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "synth/projection.h"

namespace supreme {
namespace {

double RootMeanSquare(const std::vector<float>& samples) {
  double sum = 0.0;
  for (const float value : samples) sum += double{value} * double{value};
  return std::sqrt(sum / static_cast<double>(samples.size()));
}

TEST(Noise, LevelZeroIsNone) {
  Rng rng(1);
  EXPECT_TRUE(MakeNoise({.level = 0.0}, rng).empty());
}

TEST(Noise, GrowsInProportionToItsLevel) {
  Rng first(1);
  Rng second(1);
  const auto one = MakeNoise({.level = 1.0}, first);
  const auto three = MakeNoise({.level = 3.0}, second);
  ASSERT_EQ(one.size(), size_t{kElectrodeCount});
  for (size_t electrode = 0; electrode < kElectrodeCount; ++electrode) {
    EXPECT_NEAR(RootMeanSquare(three[electrode]) / RootMeanSquare(one[electrode]), 3.0, 1e-3);
  }
}

TEST(Noise, IsOfRealisticSize) {
  std::vector<double> sizes;
  for (uint64_t seed = 0; seed < 50; ++seed) {
    Rng rng(seed);
    for (const auto& samples : MakeNoise({}, rng)) sizes.push_back(RootMeanSquare(samples));
  }
  std::sort(sizes.begin(), sizes.end());
  EXPECT_GT(sizes[sizes.size() / 2], 0.015);  // mV
  EXPECT_LT(sizes[sizes.size() / 2], 0.08);
  EXPECT_LT(sizes.back(), 0.5);
}

TEST(Noise, DiffersBetweenElectrodes) {
  Rng rng(1);
  const auto noise = MakeNoise({}, rng);
  EXPECT_NE(noise[0], noise[1]);
}

TEST(Noise, FitsLowSampleRates) {
  Rng rng(1);
  const auto noise = MakeNoise({.level = 1.0, .sample_rate_hz = 100.0, .sample_count = 1000}, rng);
  for (const auto& samples : noise) {
    ASSERT_EQ(samples.size(), 1000U);
    for (const float value : samples) ASSERT_TRUE(std::isfinite(value));
  }
}

}  // namespace
}  // namespace supreme
