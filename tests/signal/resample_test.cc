#include "signal/resample.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "core/error.h"

namespace supreme {
namespace {

constexpr double kDurationSec = 10;

std::vector<float> Sine(double rate_hz, double frequency_hz) {
  std::vector<float> samples(static_cast<size_t>(std::llround(rate_hz * kDurationSec)));
  for (size_t i = 0; i < samples.size(); ++i) {
    const double time_sec = static_cast<double>(i) / rate_hz;
    samples[i] = static_cast<float>(std::sin(2 * std::numbers::pi * frequency_hz * time_sec + 0.3));
  }
  return samples;
}

std::vector<float> Resampled(const std::vector<float>& input, double from_hz, double to_hz,
                             const ResampleQuality& quality = {}) {
  const Resampler resampler(from_hz, to_hz, quality);
  std::vector<float> output(resampler.OutputCount(input.size()));
  resampler.Resample(input, 0, output);
  return output;
}

// Largest difference away from the ends, where the signal goes on as a constant.
double LargestError(const std::vector<float>& output, const std::vector<float>& expected) {
  double largest = 0;
  for (size_t i = output.size() / 10; i < output.size() * 9 / 10; ++i) {
    largest = std::max(largest, std::abs(static_cast<double>(output[i] - expected[i])));
  }
  return largest;
}

struct Rates {
  double from_hz, to_hz;
  bool tabulated = true;  // the positions between two input samples are few enough
};

const Rates kRates[] = {
    {100, 500},  {250, 500},          {257, 500},           {360, 500},
    {1000, 500}, {2000, 500},         {256.41, 500, false}, {500, 100},
    {500, 125},  {500, 333},          {128, 500},           {999.999, 500, false},
    {50, 500},   {499.99, 500, false}};

TEST(Resample, PassBandKeepsPhaseAndHeightWithin80Db) {
  for (const auto [from_hz, to_hz, tabulated] : kRates) {
    const double nyquist_hz = std::min(from_hz, to_hz) / 2;
    const double tolerance = tabulated ? 1.5e-4 : 1.5e-3;
    for (const double share : {0.0, 0.1, 0.5, 0.89}) {
      const auto output = Resampled(Sine(from_hz, share * nyquist_hz), from_hz, to_hz);
      EXPECT_LT(LargestError(output, Sine(to_hz, share * nyquist_hz)), tolerance)
          << from_hz << " to " << to_hz << " Hz at " << share * nyquist_hz << " Hz";
    }
  }
}

TEST(Resample, StopBandIsDownBy80Db) {
  for (const auto& [from_hz, to_hz, tabulated] : kRates) {
    if (from_hz < 1.3 * to_hz) continue;  // nothing to fold
    for (const double share : {1.11, 1.25}) {
      const auto input = Sine(from_hz, share * to_hz / 2);
      const auto output = Resampled(input, from_hz, to_hz);
      EXPECT_LT(LargestError(output, std::vector<float>(output.size(), 0.0f)), 1.5e-4)
          << from_hz << " to " << to_hz << " Hz at " << share * to_hz / 2 << " Hz";
    }
  }
}

TEST(Resample, WiderTransitionHoldsItsOwnFigures) {
  const ResampleQuality quality{.transition = 0.4, .attenuation_db = 60};
  for (const double frequency_hz : {1.0, 20.0, 39.0}) {
    const auto output = Resampled(Sine(500, frequency_hz), 500, 100, quality);
    EXPECT_LT(LargestError(output, Sine(100, frequency_hz)), 1.2e-3) << frequency_hz;
  }
  for (const double frequency_hz : {61.0, 75.0, 150.0, 240.0}) {
    const auto output = Resampled(Sine(500, frequency_hz), 500, 100, quality);
    EXPECT_LT(LargestError(output, std::vector<float>(output.size())), 1.2e-3) << frequency_hz;
  }
}

TEST(Resample, ConstantsStayConstantUpToTheEnds) {
  for (const auto& [from_hz, to_hz, tabulated] : kRates) {
    for (const float sample : Resampled(std::vector<float>(700, -3.25f), from_hz, to_hz)) {
      ASSERT_NEAR(sample, -3.25f, 1e-5f) << from_hz << " to " << to_hz;
    }
  }
}

TEST(Resample, APartEqualsThatPartOfTheWhole) {
  for (const auto& [from_hz, to_hz, tabulated] : kRates) {
    const auto input = Sine(from_hz, 7);
    const auto whole = Resampled(input, from_hz, to_hz);
    std::vector<float> part(50);
    const size_t first = whole.size() / 3;
    Resampler(from_hz, to_hz).Resample(input, first, part);
    for (size_t i = 0; i < part.size(); ++i) ASSERT_NEAR(part[i], whole[first + i], 2e-6);
  }
}

TEST(Resample, ReadsOnlyTheStretchThatItNames) {
  auto input = Sine(1000, 7);
  const Resampler resampler(1000, 500);
  std::vector<float> expected(20);
  resampler.Resample(input, 100, expected);
  const auto begin = resampler.InputRange(100).begin;
  const auto end = resampler.InputRange(119).end;
  for (size_t i = 0; i < input.size(); ++i) {
    const auto at = static_cast<int64_t>(i);
    if (at < begin || at >= end) input[i] = 1e6f;
  }
  std::vector<float> output(20);
  resampler.Resample(input, 100, output);
  EXPECT_EQ(output, expected);
}

TEST(Resample, OutputCoversTheSameTime) {
  EXPECT_EQ(Resampler(100, 500).OutputCount(1000), 5000u);
  EXPECT_EQ(Resampler(1000, 500).OutputCount(9999), 5000u);
  EXPECT_EQ(Resampler(257, 500).OutputCount(2570), 5000u);
  EXPECT_EQ(Resampler(360, 500).OutputCount(3600), 5000u);
}

TEST(Resample, ShortInputsAreAllowed) {
  EXPECT_EQ(Resampled({2.0f}, 100, 500).size(), 5u);
  for (const float sample : Resampled({2.0f}, 100, 500)) EXPECT_NEAR(sample, 2.0f, 1e-6f);
}

TEST(Resample, RefusesRatesThatMakeNoSense) {
  for (const auto& [from_hz, to_hz, tabulated] :
       {Rates{0, 500}, Rates{-1, 500}, Rates{500, 0}, Rates{NAN, 500}, Rates{1e9, 500},
        Rates{0.1, 500}}) {
    EXPECT_THROW(Resampler(from_hz, to_hz), Error);
  }
}

}  // namespace
}  // namespace supreme
