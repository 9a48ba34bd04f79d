#include "synth/heart/wave_profile.h"

#include <gtest/gtest.h>

#include <cmath>

namespace supreme {
namespace {

TEST(WaveProfile, FollowsTheGaussianOnBothSidesOfTheHold) {
  const Wave wave{50.0, 10.0, 20.0, 30.0, {}, Source::kCentre};
  WaveProfile profile;
  SampleWave(wave, 2.0, profile);
  const auto at = [&](double ms) {
    return profile.values.at(static_cast<size_t>(ms / 2.0) - static_cast<size_t>(profile.first));
  };
  EXPECT_NEAR(at(40.0), std::exp(-0.5), 1e-4);
  EXPECT_NEAR(at(64.0), 1.0, 1e-6);
  EXPECT_NEAR(at(120.0), std::exp(-2.0), 1e-4);
}

TEST(WaveProfile, StartsBeforeZeroForEarlyWaves) {
  WaveProfile profile;
  SampleWave({5.0, 10.0, 10.0, 0.0, {}, Source::kCentre}, 2.0, profile);
  EXPECT_LT(profile.first, 0);
  EXPECT_LT(profile.values.front(), 0.005F);
  EXPECT_LT(profile.values.back(), 0.005F);
}

TEST(WaveProfile, SpanCoversAllWaves) {
  const Wave waves[] = {{20.0, 10.0, 10.0, 0.0, {}, Source::kCentre},
                        {90.0, 10.0, 10.0, 50.0, {}, Source::kCentre}};
  const WaveSpan span = SpanOf(waves);
  EXPECT_LT(span.first_ms, 0.0);
  EXPECT_GT(span.last_ms, 165.0);
}

}  // namespace
}  // namespace supreme
