#include "eval/robustness_noise.h"

#include <gtest/gtest.h>

#include <cmath>

#include "signal/lead_quality.h"

namespace supreme {
namespace {

// A sine of 7 Hz and 1 mV in every lead.
EcgWindow SineWindow() {
  EcgWindow window;
  window.samples_mv.resize(kLeadCount * kWindowSamples);
  for (size_t i = 0; i < window.samples_mv.size(); ++i) {
    window.samples_mv[i] = std::sin(static_cast<float>(i % kWindowSamples) * 0.088F);
  }
  window.present.fill(1);
  return window;
}

double Power(const std::vector<float>& noisy, const std::vector<float>& clean, size_t lead) {
  double sum = 0.0, squares = 0.0;
  for (size_t i = lead * kWindowSamples; i < (lead + 1) * kWindowSamples; ++i) {
    const double noise = static_cast<double>(noisy[i]) - static_cast<double>(clean[i]);
    sum += noise;
    squares += noise * noise;
  }
  const auto count = static_cast<double>(kWindowSamples);
  return squares / count - (sum / count) * (sum / count);
}

class NoiseTest : public testing::TestWithParam<NoiseKind> {};

TEST_P(NoiseTest, HasTheStrengthThatWasAskedFor) {
  const EcgWindow clean = SineWindow();
  for (const double snr_db : {20.0, 0.0}) {
    EcgWindow noisy = clean;
    Rng rng(5);
    AddNoise(GetParam(), snr_db, noisy, rng);
    double power = 0.0;
    for (size_t lead = 0; lead < kLeadCount; ++lead) {
      power += Power(noisy.samples_mv, clean.samples_mv, lead) / kLeadCount;
    }
    EXPECT_NEAR(10.0 * std::log10(0.5 / power), snr_db, 0.1);
  }
}

TEST_P(NoiseTest, KeepsTheIdentitiesOfTheLimbLeads) {
  EcgWindow window = SineWindow();
  for (float& sample : window.samples_mv) sample = 0.0F;
  window.samples_mv[7 * kWindowSamples + 4999] = 1.0F;  // so that there is an ECG to scale by
  Rng rng(5);
  AddNoise(GetParam(), 0.0, window, rng);
  const auto at = [&](size_t lead, size_t i) {
    return window.samples_mv[lead * kWindowSamples + i];
  };
  for (size_t i = 0; i < kWindowSamples; i += 17) {
    EXPECT_NEAR(at(1, i), at(0, i) + at(2, i), 1e-5);
    EXPECT_NEAR(at(3, i), -(at(0, i) + at(1, i)) / 2.0F, 1e-5);
  }
}

TEST_P(NoiseTest, LeavesMissingLeadsAndPaddingAlone) {
  EcgWindow window = SineWindow();
  window.present[4] = 0;
  for (size_t lead = 0; lead < kLeadCount; ++lead) {
    for (size_t i = lead == 4 ? 0 : 2500; i < kWindowSamples; ++i) {
      window.samples_mv[lead * kWindowSamples + i] = 0.0F;
    }
  }
  Rng rng(5);
  AddNoise(GetParam(), 0.0, window, rng);
  EXPECT_EQ(window.samples_mv[4 * kWindowSamples + 100], 0.0F);
  EXPECT_EQ(window.samples_mv[7 * kWindowSamples + 3000], 0.0F);
}

TEST_P(NoiseTest, DependsOnTheSeedAlone) {
  EcgWindow a = SineWindow(), b = SineWindow(), c = SineWindow();
  Rng first(1), again(1), other(2);
  AddNoise(GetParam(), 6.0, a, first);
  AddNoise(GetParam(), 6.0, b, again);
  AddNoise(GetParam(), 6.0, c, other);
  EXPECT_EQ(a.samples_mv, b.samples_mv);
  EXPECT_NE(a.samples_mv, c.samples_mv);
}

INSTANTIATE_TEST_SUITE_P(AllKinds, NoiseTest,
                         testing::Values(NoiseKind::kWhite, NoiseKind::kWander, NoiseKind::kMains,
                                         NoiseKind::kMuscle));

TEST(RobustnessNoise, EachKindIsWhatItSays) {
  const auto measured = [](NoiseKind kind) {
    EcgWindow window = SineWindow();
    Rng rng(5);
    AddNoise(kind, 0.0, window, rng);
    return MeasureLead({&window.samples_mv[0], kWindowSamples}, kWindowRateHz);
  };
  EXPECT_GT(measured(NoiseKind::kMains).mains_mv, 0.1);
  EXPECT_EQ(measured(NoiseKind::kWander).mains_mv, 0.0);
  EXPECT_GT(measured(NoiseKind::kWander).wander_mv, 3.0 * measured(NoiseKind::kWhite).wander_mv);
  EXPECT_GT(measured(NoiseKind::kWhite).noise_mv, 3.0 * measured(NoiseKind::kWander).noise_mv);
}

TEST(RobustnessNoise, LeavesASilentRecordAlone) {
  EcgWindow window = SineWindow();
  for (float& sample : window.samples_mv) sample = 0.25F;
  const EcgWindow before = window;
  Rng rng(5);
  AddNoise(NoiseKind::kWhite, 0.0, window, rng);
  EXPECT_EQ(window.samples_mv, before.samples_mv);
}

}  // namespace
}  // namespace supreme
