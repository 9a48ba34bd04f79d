#include "train/augment.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <vector>

#include "signal/window.h"

namespace supreme {
namespace {

// Lead l is a ramp of its own height, so that each sample tells where it comes from.
struct Window {
  Window() : samples_mv(kLeadCount * kWindowSamples) {
    for (size_t i = 0; i < samples_mv.size(); ++i) {
      samples_mv[i] = 0.1f + static_cast<float>(i % kWindowSamples) * 1e-4f *
                                 static_cast<float>(i / kWindowSamples + 1);
    }
    present.fill(1);
  }
  float At(size_t lead, size_t sample) const { return samples_mv[lead * kWindowSamples + sample]; }
  std::vector<float> samples_mv;
  std::array<uint8_t, kLeadCount> present{};
};

Window Changed(const AugmentConfig& config, uint64_t seed) {
  Window window;
  const Augmenter augmenter(config);
  EXPECT_TRUE(augmenter.active());
  augmenter.Apply(Rng(seed), window.samples_mv, window.present);
  return window;
}

TEST(Augmenter, DoesNothingUnlessAsked) {
  const Augmenter augmenter{{}};
  EXPECT_FALSE(augmenter.active());
  Window window;
  augmenter.Apply(Rng(1), window.samples_mv, window.present);
  EXPECT_EQ(window.samples_mv, Window().samples_mv);
}

TEST(Augmenter, IsAFunctionOfItsGenerator) {
  const AugmentConfig config{0.2, 0.1, 0.3, 0.05, 0.5, 5.0};
  EXPECT_EQ(Changed(config, 3).samples_mv, Changed(config, 3).samples_mv);
  EXPECT_NE(Changed(config, 3).samples_mv, Changed(config, 4).samples_mv);
}

TEST(Augmenter, RecordGainIsOneFactorOfTheDeviationAskedFor) {
  const Window before;
  double squares = 0.0;
  for (uint64_t seed = 0; seed < 200; ++seed) {
    const Window after = Changed({.record_gain = 0.2}, seed);
    const float gain = after.At(0, 0) / before.At(0, 0);
    EXPECT_NEAR(after.At(11, 4999), gain * before.At(11, 4999), 1e-3);
    squares += std::log(gain) * std::log(gain);
  }
  EXPECT_NEAR(std::sqrt(squares / 200.0), 0.2, 0.03);
}

TEST(Augmenter, LeadGainDiffersBetweenLeads) {
  const Window before;
  const Window after = Changed({.lead_gain = 0.1}, 1);
  const float first = after.At(0, 7) / before.At(0, 7);
  EXPECT_NEAR(after.At(0, 4000) / before.At(0, 4000), first, 1e-5);
  EXPECT_GT(std::abs(after.At(1, 7) / before.At(1, 7) - first), 1e-3);
}

TEST(Augmenter, NoiseIsWhiteAndOfAtMostTheDeviationAskedFor) {
  const Window before;
  double largest = 0.0;
  for (uint64_t seed = 0; seed < 40; ++seed) {
    const Window after = Changed({.noise_mv = 0.1}, seed);
    double squares = 0.0, products = 0.0;
    float last = 0.0f;
    for (size_t i = 0; i < after.samples_mv.size(); ++i) {
      const float noise = after.samples_mv[i] - before.samples_mv[i];
      squares += static_cast<double>(noise * noise);
      products += static_cast<double>(noise * last);
      last = noise;
    }
    EXPECT_LT(std::abs(products / squares), 0.05);
    largest = std::max(largest, std::sqrt(squares / static_cast<double>(after.samples_mv.size())));
  }
  EXPECT_LT(largest, 0.101);
  EXPECT_GT(largest, 0.08);
}

TEST(Augmenter, ACropIsAStretchOfTheRecordWithZerosAfterIt) {
  const Window before;
  const auto step = static_cast<double>(before.At(0, 1) - before.At(0, 0));
  for (uint64_t seed = 0; seed < 20; ++seed) {
    const Window after = Changed({.crop_share = 1.0, .crop_shortest_s = 4.0}, seed);
    size_t length = kWindowSamples;
    while (after.At(0, length - 1) == 0.0f) --length;
    EXPECT_GE(length, 2000u);
    const double start = std::round(static_cast<double>(after.At(0, 0) - before.At(0, 0)) / step);
    EXPECT_LE(start + static_cast<double>(length), 5000.0);
    const auto shift = static_cast<size_t>(start);
    for (size_t lead = 0; lead < kLeadCount; ++lead) {
      EXPECT_EQ(after.At(lead, 0), before.At(lead, shift));
      EXPECT_EQ(after.At(lead, length - 1), before.At(lead, shift + length - 1));
    }
  }
}

TEST(Augmenter, DroppedLeadsAreMissingAndOneAlwaysStays) {
  size_t dropped = 0;
  for (uint64_t seed = 0; seed < 100; ++seed) {
    const Window after = Changed({.lead_dropout = 0.3}, seed);
    for (size_t lead = 0; lead < kLeadCount; ++lead) {
      dropped += after.present[lead] == 0 ? 1 : 0;
      EXPECT_EQ(after.present[lead] == 0, after.At(lead, 100) == 0.0f);
    }
    const Window few = Changed({.lead_dropout = 0.9}, seed);
    EXPECT_GE(std::count(few.present.begin(), few.present.end(), 1), 1);
  }
  EXPECT_NEAR(static_cast<double>(dropped), 360.0, 60.0);
}

}  // namespace
}  // namespace supreme
