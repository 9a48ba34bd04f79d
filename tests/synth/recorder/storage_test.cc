#include "synth/recorder/storage.h"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

namespace supreme {
namespace {

StorageSettings Exact(double step_uv) {
  StorageSettings settings;
  settings.step_uv = step_uv;
  settings.gain.fill(1.0);
  return settings;
}

LeadSteps Ramp(size_t samples, float slope_uv) {
  LeadSteps steps(samples);
  for (size_t t = 0; t < samples; ++t) {
    steps[t].uv = LeadStep::Vector{} + slope_uv * static_cast<float>(static_cast<int>(t));
  }
  return steps;
}

TEST(Storage, RoundsToWholeSteps) {
  LeadSteps steps = Ramp(2000, 0.37F);
  Quantise(Exact(4.88), steps);
  for (size_t t = 0; t < steps.size(); ++t) {
    const double in_steps = steps[t].uv[2] / 4.88;
    ASSERT_NEAR(in_steps, std::round(in_steps), 1e-4);
    ASSERT_NEAR(steps[t].uv[2], 0.37 * static_cast<double>(t), 2.45);
  }
}

TEST(Storage, GainScalesALead) {
  StorageSettings settings = Exact(1.0);
  settings.gain[4] = 1.02;
  LeadSteps steps = Ramp(101, 10.0F);
  Quantise(settings, steps);
  EXPECT_EQ(steps[100].uv[4], 1020.0F);
  EXPECT_EQ(steps[100].uv[3], 1000.0F);
}

TEST(Storage, CompressionKeepsTheHeartAndHoldsSmallNoise) {
  StorageSettings settings = Exact(5.0);
  settings.tolerance_uv = 20.0;
  LeadSteps heart = Ramp(1000, 2.0F);
  LeadSteps noise(1000);
  for (size_t t = 0; t < noise.size(); ++t) {
    noise[t].uv = LeadStep::Vector{} + (t % 2 == 0 ? 8.0F : -8.0F);
    if (t >= 500) noise[t].uv += 100.0F;
  }
  LeadSteps coarse;
  Compress(settings, noise, coarse, heart);
  ASSERT_EQ(heart.size(), 1000);
  for (size_t t = 0; t < heart.size(); ++t) {
    const double held = t < 498 ? 8.0 : 108.0;
    if (t >= 498 && t <= 502) continue;
    ASSERT_NEAR(heart[t].uv[0], 2.0 * static_cast<double>(t) + held, 20.0) << t;
  }
}

TEST(Storage, DrawsTheStepsOfKnownDevices) {
  Rng rng(4);
  std::set<double> steps;
  int compressed = 0;
  for (int i = 0; i < 500; ++i) {
    const StorageSettings settings = DrawStorage(500.0, rng);
    steps.insert(settings.step_uv);
    compressed += settings.compressed ? 1 : 0;
    for (const double gain : settings.gain) EXPECT_NEAR(gain, 1.0, 0.08);
    EXPECT_FALSE(DrawStorage(250.0, rng).compressed);
  }
  EXPECT_EQ(steps, (std::set<double>{1.0, 2.44, 2.5, 4.88, 5.0}));
  EXPECT_GT(compressed, 130);
}

}  // namespace
}  // namespace supreme
