#include "data/quantise.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "core/rng.h"
#include "data/pack_format.h"

namespace supreme {
namespace {

TEST(IsWholeMicrovolts, HoldsForEveryValueThatAStepStandsFor) {
  std::vector<float> samples;
  for (int step = -32767; step <= 32767; ++step) {
    samples.push_back(static_cast<float>(step) / 1000.0f);
  }
  EXPECT_TRUE(IsWholeMicrovolts(samples));
  for (const float odd :
       {0.0005f, 32.768f, -32.768f, 1e9f, std::nanf(""), INFINITY, std::nextafter(1.0f, 2.0f)}) {
    std::vector<float> with_odd = samples;
    with_odd[20000] = odd;
    EXPECT_FALSE(IsWholeMicrovolts(with_odd)) << odd;
  }
}

TEST(QuantiseLead, GivesBackEveryWholeMicrovolt) {
  std::vector<float> samples;
  for (int step = -32767; step <= 32767; ++step) {
    samples.push_back(static_cast<float>(step) / 1000.0f);
  }
  std::vector<int16_t> stored(samples.size());
  QuantiseLead(samples, kMicrovoltScale, stored);
  std::vector<float> back(samples.size());
  DequantiseLead(stored, kMicrovoltScale, back);
  EXPECT_EQ(back, samples);
}

TEST(QuantiseLead, RoundsToTheNearestStepOfALeadsOwnScale) {
  Rng rng(3);
  std::vector<float> samples(5000);
  for (float& sample : samples) sample = static_cast<float>(rng.Normal(0.0, 30.0));
  const float scale = LeadScale(samples);
  std::vector<int16_t> stored(samples.size());
  QuantiseLead(samples, scale, stored);
  for (size_t i = 0; i < samples.size(); ++i) {
    EXPECT_EQ(stored[i], static_cast<int>(std::nearbyint(samples[i] * (1.0f / scale)))) << i;
  }
}

TEST(QuantiseLead, CutsWhatAStepCannotHold) {
  const std::vector<float> samples = {1e9f, -1e9f, 32.7674f, -0.0005f, 0.0015f};
  std::vector<int16_t> stored(samples.size());
  QuantiseLead(samples, kMicrovoltScale, stored);
  EXPECT_EQ(stored, (std::vector<int16_t>{32767, -32767, 32767, 0, 2}));
}

TEST(LeadScale, GivesASilentLeadAnyUsableScale) {
  EXPECT_EQ(LeadScale(std::vector<float>(10, 0.0f)), kMicrovoltScale);
}

}  // namespace
}  // namespace supreme
