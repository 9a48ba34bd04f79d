#include "synth/recorder/noise_bank.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/error.h"

namespace supreme {
namespace {

// Share of the variance that is left in the mean of `count` neighbours: near 1/count for white
// noise, near 1 for slow noise.
template <class T>
double Smoothness(std::span<const T> values, size_t count) {
  double all = 0.0;
  double means = 0.0;
  for (size_t start = 0; start + count <= values.size(); start += count) {
    double sum = 0.0;
    for (size_t i = 0; i < count; ++i) {
      const auto value = static_cast<double>(values[start + i]);
      sum += value;
      all += value * value;
    }
    means += sum * sum / static_cast<double>(count);
  }
  return means / all;
}

TEST(NoiseBank, HasUnitDeviation) {
  const NoiseBank& bank = NoiseBank::Shared();
  double squares = 0.0;
  for (const int16_t value : bank.hiss()) squares += std::pow(value / NoiseBank::kFastUnit, 2);
  EXPECT_NEAR(squares / static_cast<double>(bank.hiss().size()), 1.0, 0.01);
  squares = 0.0;
  for (const float value : bank.wander()) squares += static_cast<double>(value) * value;
  EXPECT_NEAR(squares / static_cast<double>(bank.wander().size()), 1.0, 0.01);
}

TEST(NoiseBank, RumbleIsSlowerThanHissAndWanderSlowest) {
  const NoiseBank& bank = NoiseBank::Shared();
  EXPECT_LT(Smoothness(bank.hiss(), 8), 0.25);
  EXPECT_GT(Smoothness(bank.rumble(), 8), 0.45);
  EXPECT_LT(Smoothness(bank.rumble(), 8), 0.9);
  EXPECT_GT(Smoothness(bank.wander(), 8), 0.95);
}

TEST(NoiseBank, RefusesMoreThanItHolds) {
  Rng rng(1);
  const auto wander = NoiseBank::Shared().wander();
  EXPECT_LT(DrawPlace(wander, 100, rng) + 100, wander.size());
  EXPECT_THROW(DrawPlace(wander, wander.size(), rng), Error);
}

}  // namespace
}  // namespace supreme
