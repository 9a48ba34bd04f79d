#include "signal/band_power.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <numeric>

#include "core/error.h"
#include "core/rng.h"

namespace supreme {
namespace {

TEST(FourierTransform, AgreesWithTheDefinition) {
  Rng rng(1);
  std::vector<std::complex<double>> values(16);
  for (auto& value : values) value = {rng.Normal(), rng.Normal()};
  std::vector<std::complex<double>> fast = values;
  FourierTransform(fast);
  for (size_t k = 0; k < values.size(); ++k) {
    std::complex<double> sum = 0.0;
    for (size_t i = 0; i < values.size(); ++i) {
      const double turns = static_cast<double>(i * k) / static_cast<double>(values.size());
      sum += values[i] * std::polar(1.0, -2.0 * std::numbers::pi * turns);
    }
    EXPECT_NEAR(std::abs(fast[k] - sum), 0.0, 1e-12) << k;
  }
}

TEST(FourierTransform, RefusesOtherLengths) {
  std::vector<std::complex<double>> values(12);
  EXPECT_THROW(FourierTransform(values), Error);
}

TEST(BandPowers, PutASineIntoItsBand) {
  std::vector<float> trace(5000);
  for (size_t i = 0; i < trace.size(); ++i) {
    const double time = static_cast<double>(i) / 500.0;
    trace[i] = static_cast<float>(3.0 + 0.2 * std::sin(2.0 * std::numbers::pi * 50.0 * time));
  }
  const auto powers = BandPowers(trace, 500.0);
  EXPECT_NEAR(powers[4], 0.02, 0.0002);
  EXPECT_LT(powers[0] + powers[1] + powers[2], 0.0002);
}

TEST(BandPowers, SumToTheVariance) {
  Rng rng(2);
  std::vector<float> trace(4096);
  double mean = 0.0, squares = 0.0;
  for (float& value : trace) {
    value = static_cast<float>(rng.Normal());
    mean += value / 4096.0;
    squares += static_cast<double>(value) * value / 4096.0;
  }
  const auto powers = BandPowers(trace, 500.0);
  EXPECT_NEAR(std::accumulate(powers.begin(), powers.end(), 0.0), squares - mean * mean, 1e-6);
}

TEST(BandPowers, AreZeroForAnEmptyTrace) { EXPECT_EQ(BandPowers({}, 500.0)[0], 0.0); }

}  // namespace
}  // namespace supreme
