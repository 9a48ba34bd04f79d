#include "synth/heart/fibrillation.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "made_to_order.h"

namespace supreme {
namespace {

CleanLeads Waves(AtrialActivity::Kind kind, uint64_t seed) {
  CleanLeads leads;
  for (auto& lead : leads) lead.assign(5000, 0.0F);
  AtrialActivity activity;
  activity.kind = kind;
  activity.rate_hz = 5.0;
  activity.size_mv = 0.2;
  Rng rng(seed);
  AddAtrialActivity(activity, Torso(), 500.0, rng, leads);
  return leads;
}

double PeakToPeak(const std::vector<float>& lead) {
  const auto [low, high] = std::minmax_element(lead.begin(), lead.end());
  return static_cast<double>(*high) - *low;
}

double Correlation(const std::vector<float>& lead, size_t lag) {
  const auto shifted = lead.begin() + static_cast<long>(lag);
  return std::inner_product(shifted, lead.end(), lead.begin(), 0.0) /
         std::inner_product(lead.begin(), lead.end() - static_cast<long>(lag), lead.begin(), 0.0);
}

TEST(FlutterWaves, RepeatExactlyAtTheirRate) {
  const auto leads = Waves(AtrialActivity::Kind::kFlutter, 1);
  EXPECT_GT(Correlation(leads[1], 100), 0.95);
  EXPECT_LT(Correlation(leads[1], 50), 0.5);
  EXPECT_NEAR(PeakToPeak(leads[1]), 0.2, 0.1);
}

TEST(FibrillationWaves, NeverRepeatAndAreLargestInV1) {
  size_t largest_in_v1 = 0;
  for (uint64_t seed = 0; seed < 20; ++seed) {
    const auto leads = Waves(AtrialActivity::Kind::kFibrillation, seed);
    EXPECT_LT(Correlation(leads[2], 2000), 0.8);
    EXPECT_GT(PeakToPeak(leads[2]), 0.05);
    largest_in_v1 += PeakToPeak(leads[2]) > PeakToPeak(leads[0]) ? 1 : 0;
  }
  EXPECT_GE(largest_in_v1, 16U);
}

TEST(AtrialActivity, AddsNothingWhenThereIsNone) {
  EXPECT_EQ(PeakToPeak(Waves(AtrialActivity::Kind::kNone, 1)[2]), 0.0);
}

}  // namespace
}  // namespace supreme
