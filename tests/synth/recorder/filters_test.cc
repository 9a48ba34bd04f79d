#include "synth/recorder/filters.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace supreme {
namespace {

constexpr double kRateHz = 500.0;

LeadSteps Sine(double frequency_hz) {
  LeadSteps steps(20000);
  for (size_t t = 0; t < steps.size(); ++t) {
    const double angle = 2.0 * std::numbers::pi * frequency_hz * static_cast<double>(t) / kRateHz;
    steps[t].uv = LeadStep::Vector{} + static_cast<float>(100.0 * std::sin(angle));
  }
  return steps;
}

// Amplitude after the filters over amplitude before, in the last half of one lead.
double Gain(const FilterSettings& settings, double frequency_hz) {
  LeadSteps steps = Sine(frequency_hz);
  RunFilters(settings, kRateHz, steps);
  double squares = 0.0;
  for (size_t t = 5000; t < 15000; ++t) {
    squares += static_cast<double>(steps[t].uv[3]) * steps[t].uv[3];
  }
  return std::sqrt(2.0 * squares / 10000.0) / 100.0;
}

TEST(Filters, CutOffsAreWhereTheGainIsThreeDecibelsDown) {
  FilterSettings settings;
  settings.high_pass_hz = 0.5;
  settings.low_pass_hz = 40.0;
  EXPECT_NEAR(Gain(settings, 0.5), std::numbers::sqrt2 / 2.0, 0.01);
  EXPECT_NEAR(Gain(settings, 8.0), 1.0, 0.01);
  EXPECT_NEAR(Gain(settings, 40.0), std::numbers::sqrt2 / 2.0, 0.01);
  EXPECT_LT(Gain(settings, 120.0), 0.11);
}

TEST(Filters, NotchRemovesTheMainsAlone) {
  FilterSettings settings;
  settings.notch_hz = 50.0;
  EXPECT_LT(Gain(settings, 50.0), 0.01);
  EXPECT_GT(Gain(settings, 40.0), 0.95);
}

TEST(Filters, LowPassAboveTheSampleRatesReachDoesNothing) {
  FilterSettings settings;
  settings.low_pass_hz = 250.0;
  EXPECT_NEAR(Gain(settings, 200.0), 1.0, 0.01);
}

TEST(Filters, ALevelIsGoneFromTheFirstSample) {
  LeadSteps steps(1000);
  for (LeadStep& step : steps) step.uv = LeadStep::Vector{} + 700.0F;
  RunFilters({}, kRateHz, steps);
  for (const LeadStep& step : steps) ASSERT_NEAR(step.uv[0], 0.0, 0.5);
}

// After a pulse of 1 mV lasting 100 ms, 200 ms later.
double UvAfterPulse(const FilterSettings& settings) {
  LeadSteps steps(8000);
  for (size_t t = 0; t < steps.size(); ++t) {
    steps[t].uv = LeadStep::Vector{} + (t >= 4000 && t < 4050 ? 1000.0F : 0.0F);
  }
  RunFilters(settings, kRateHz, steps);
  return steps[4150].uv[0];
}

TEST(Filters, HighPassOfHalfAHertzDepressesWhatFollowsAPulse) {
  FilterSettings settings;
  EXPECT_NEAR(UvAfterPulse(settings), -30.0, 15.0);
  settings.high_pass_hz = 0.5;
  EXPECT_LT(UvAfterPulse(settings), -120.0);
}

TEST(Filters, BaselineCorrectionIsTheSameBeforeAndAfter) {
  FilterSettings settings;
  settings.high_pass_hz = 0.5;
  settings.baseline_corrected = true;
  settings.low_pass_hz = 250.0;
  LeadSteps steps(8001);
  for (LeadStep& step : steps) step.uv = LeadStep::Vector{};
  steps[4000].uv = LeadStep::Vector{} + 1000.0F;
  RunFilters(settings, kRateHz, steps);
  for (size_t i = 1; i < 300; ++i) {
    ASSERT_NEAR(steps[4000 + i].uv[0], steps[4000 - i].uv[0], 0.02) << i;
  }
}

TEST(Filters, DrawsWhatDevicesHave) {
  Rng rng(3);
  int corrected = 0;
  int distorting = 0;
  for (int i = 0; i < 1000; ++i) {
    const FilterSettings settings = DrawFilters(50.0, rng);
    EXPECT_GE(settings.high_pass_hz, 0.01);
    EXPECT_LE(settings.high_pass_hz, 0.55);
    EXPECT_GE(settings.low_pass_hz, 36.0);
    EXPECT_LE(settings.low_pass_hz, 270.0);
    corrected += settings.baseline_corrected ? 1 : 0;
    distorting += !settings.baseline_corrected && settings.high_pass_hz > 0.35 ? 1 : 0;
  }
  EXPECT_GT(corrected, 100);
  EXPECT_GT(distorting, 10);
  EXPECT_LT(distorting, 100);
}

}  // namespace
}  // namespace supreme
