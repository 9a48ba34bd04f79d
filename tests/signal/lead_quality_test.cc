#include "signal/lead_quality.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

#include "core/error.h"
#include "core/rng.h"
#include "tests/signal/ecg_fixture.h"

namespace supreme {
namespace {

constexpr double kRateHz = 500.0;

std::vector<float> Beats(double rate_hz = kRateHz) {
  const Record record = MakeEcg(rate_hz);
  const auto lead = record.Lead(1);
  return {lead.begin(), lead.end()};
}

void AddSine(std::vector<float>& lead, double mv, double hz, double rate_hz = kRateHz) {
  for (size_t i = 0; i < lead.size(); ++i) {
    const double angle = 2.0 * std::numbers::pi * hz * static_cast<double>(i) / rate_hz;
    lead[i] += static_cast<float>(mv * std::sin(angle));
  }
}

TEST(LeadQuality, ACleanLeadHasItsQrsHeightAndNothingElse) {
  const LeadQuality quality = MeasureLead(Beats(), kRateHz);
  EXPECT_NEAR(quality.qrs_height_mv, 1.2, 0.1);
  EXPECT_NEAR(quality.max_mv, 1.2, 0.01);
  EXPECT_LT(quality.noise_mv, 0.005);
  EXPECT_EQ(quality.mains_hz, 0.0);
  EXPECT_LT(quality.wander_mv, 0.3);
  EXPECT_FALSE(quality.Flat());
  EXPECT_FALSE(quality.Empty());
}

TEST(LeadQuality, MainsNoiseIsMeasuredAtItsFrequencyAndAmplitude) {
  for (const double hz : {50.0, 60.0}) {
    for (const double rate_hz : {250.0, 500.0, 1000.0}) {
      std::vector<float> lead = Beats(rate_hz);
      AddSine(lead, 0.08, hz, rate_hz);
      const LeadQuality quality = MeasureLead(lead, rate_hz);
      EXPECT_EQ(quality.mains_hz, hz);
      EXPECT_NEAR(quality.mains_mv, 0.08, 0.01);
    }
  }
}

TEST(LeadQuality, NoiseAndWanderAreMeasured) {
  std::vector<float> lead = Beats();
  Rng rng(1);
  for (float& sample : lead) sample += static_cast<float>(rng.Normal(0.0, 0.1));
  EXPECT_NEAR(MeasureLead(lead, kRateHz).noise_mv, 0.1, 0.02);
  lead = Beats();
  AddSine(lead, 3.0, 0.2);
  EXPECT_NEAR(MeasureLead(lead, kRateHz).wander_mv, 6.0, 0.6);
}

TEST(LeadQuality, TheLongestConstantStretchIsFound) {
  std::vector<float> lead = Beats();
  std::fill(lead.begin() + 1000, lead.begin() + 2500, 0.5F);
  const LeadQuality quality = MeasureLead(lead, kRateHz);
  EXPECT_NEAR(quality.level_sec, 3.0, 1e-9);
  EXPECT_NEAR(quality.level_from_sec, 2.0, 1e-9);
}

TEST(LeadQuality, CutPeaksArePlateaus) {
  std::vector<float> lead = Beats();
  for (float& sample : lead) sample = std::min(sample, 0.6F);
  const LeadQuality quality = MeasureLead(lead, kRateHz);
  EXPECT_EQ(quality.plateaus, 10u);
  EXPECT_GT(quality.clipped_sec, 0.2);
}

TEST(LeadQuality, GapsAreCountedAndBridged) {
  std::vector<float> lead = Beats();
  for (size_t i = 100; i < 110; ++i) lead[i] = std::numeric_limits<float>::quiet_NaN();
  const LeadQuality quality = MeasureLead(lead, kRateHz);
  EXPECT_EQ(quality.invalid_samples, 10u);
  EXPECT_NEAR(quality.qrs_height_mv, 1.2, 0.1);
  const std::vector<float> empty(5000, std::numeric_limits<float>::infinity());
  EXPECT_TRUE(MeasureLead(empty, kRateHz).Empty());
}

TEST(LeadQuality, OneConstantValueIsFlat) {
  EXPECT_TRUE(MeasureLead(std::vector<float>(5000, 0.3F), kRateHz).Flat());
  EXPECT_TRUE(MeasureLead(std::vector<float>(1, 0.3F), kRateHz).Flat());
  EXPECT_THROW(MeasureLead(std::vector<float>(10, 0.0F), 1.0), Error);
}

}  // namespace
}  // namespace supreme
