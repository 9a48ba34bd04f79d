#include "eval/robustness_leads.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "synth/recorder/electrodes.h"

namespace supreme {
namespace {

// Leads of a patient: independent ones by number, the other limb leads as they follow from them.
EcgWindow PatientWindow() {
  EcgWindow window;
  window.samples_mv.resize(kLeadCount * kWindowSamples);
  window.present.fill(1);
  for (size_t i = 0; i < kWindowSamples; ++i) {
    const auto t = static_cast<float>(i);
    const float one = std::sin(t * 0.03F), two = std::cos(t * 0.05F);
    const std::array<float, 6> limb = {one,           two,          two - one, -(one + two) / 2,
                                       one - two / 2, two - one / 2};
    for (size_t lead = 0; lead < kLeadCount; ++lead) {
      window.samples_mv[lead * kWindowSamples + i] =
          lead < 6 ? limb[lead] : std::sin(t * 0.01F * static_cast<float>(lead));
    }
  }
  return window;
}

CleanLeads Independent(const EcgWindow& window) {
  CleanLeads leads;
  for (size_t row = 0; row < leads.size(); ++row) {
    const size_t lead = row < 2 ? row : row + 4;
    const auto begin = window.samples_mv.begin() + static_cast<long>(lead * kWindowSamples);
    leads[row].assign(begin, begin + kWindowSamples);
  }
  return leads;
}

size_t PresentCount(const EcgWindow& window) {
  return static_cast<size_t>(std::accumulate(window.present.begin(), window.present.end(), 0));
}

void ExpectElectrodes(const LeadChange& change, size_t a, size_t b) {
  EcgWindow window = PatientWindow();
  ElectrodeOrder order = kElectrodesInPlace;
  std::swap(order[a], order[b]);
  const CleanLeads expected = ExchangeElectrodes(Independent(window), order);
  ChangeLeads(change, window);
  const CleanLeads leads = Independent(window);
  for (size_t row = 0; row < leads.size(); ++row) {
    for (size_t i = 0; i < kWindowSamples; i += 31) {
      ASSERT_NEAR(leads[row][i], expected[row][i], 1e-5) << "row " << row;
    }
  }
  const auto at = [&](size_t lead) { return window.samples_mv[lead * kWindowSamples + 777]; };
  EXPECT_NEAR(at(2), at(1) - at(0), 1e-5);
  EXPECT_NEAR(at(3), -(at(0) + at(1)) / 2, 1e-5);
  EXPECT_NEAR(at(4), at(0) - at(1) / 2, 1e-5);
  EXPECT_NEAR(at(5), at(1) - at(0) / 2, 1e-5);
}

TEST(RobustnessLeads, ExchangedElectrodesGiveTheLeadsThatTheSimulatorForms) {
  ExpectElectrodes(ExchangeLimbs(LimbExchange::kArms), kRightArm, kLeftArm);
  ExpectElectrodes(ExchangeLimbs(LimbExchange::kRightArmLeg), kRightArm, kLeftLeg);
  ExpectElectrodes(ExchangeLimbs(LimbExchange::kLeftArmLeg), kLeftArm, kLeftLeg);
  ExpectElectrodes(ExchangeNames(6, 7), kFirstChest, kFirstChest + 1);
}

TEST(RobustnessLeads, ALeadTakesItsAbsenceAlong) {
  EcgWindow window = PatientWindow();
  window.present[6] = 0;
  ChangeLeads(ReverseChest(), window);
  EXPECT_EQ(window.present[11], 0);
  EXPECT_EQ(window.present[6], 1);
}

TEST(RobustnessLeads, UpsideDownTurnsOneLead) {
  const EcgWindow before = PatientWindow();
  EcgWindow window = before;
  ChangeLeads(UpsideDown(0), window);
  EXPECT_FLOAT_EQ(window.samples_mv[40], -before.samples_mv[40]);
  EXPECT_FLOAT_EQ(window.samples_mv[kWindowSamples + 40], before.samples_mv[kWindowSamples + 40]);
}

TEST(RobustnessLeads, LostLeadsAreEmptyAndOneRemains) {
  for (const size_t count : {1, 11, 40}) {
    EcgWindow window = PatientWindow();
    Rng rng(count);
    LoseLeads(count, window, rng);
    EXPECT_EQ(PresentCount(window), kLeadCount - std::min<size_t>(count, 11));
    for (size_t lead = 0; lead < kLeadCount; ++lead) {
      if (window.present[lead] == 0) {
        EXPECT_EQ(window.samples_mv[lead * kWindowSamples + 999], 0.0F);
      }
    }
  }
}

TEST(RobustnessLeads, EveryLeadCanBeLost) {
  std::array<bool, kLeadCount> lost{};
  for (uint64_t seed = 0; seed < 100; ++seed) {
    EcgWindow window = PatientWindow();
    Rng rng(seed);
    LoseLeads(1, window, rng);
    for (size_t lead = 0; lead < kLeadCount; ++lead) lost[lead] |= window.present[lead] == 0;
  }
  EXPECT_EQ(std::ranges::count(lost, true), 12);
}

TEST(RobustnessLeads, SilentLeadsStillCountAsRecorded) {
  EcgWindow window = PatientWindow();
  Rng rng(1);
  SilenceLeads(3, window, rng);
  EXPECT_EQ(PresentCount(window), kLeadCount);
  size_t silent = 0;
  for (size_t lead = 0; lead < kLeadCount; ++lead) {
    const auto begin = window.samples_mv.begin() + static_cast<long>(lead * kWindowSamples);
    silent += std::all_of(begin, begin + kWindowSamples, [](float x) { return x == 0.0F; }) ? 1 : 0;
  }
  EXPECT_EQ(silent, 3U);
}

TEST(RobustnessLeads, KeepsOnlyTheNamedLeads) {
  EcgWindow window = PatientWindow();
  KeepLeads(std::array<size_t, 1>{1}, window);
  EXPECT_EQ(PresentCount(window), 1U);
  EXPECT_EQ(window.present[1], 1);
  EXPECT_EQ(window.samples_mv[0], 0.0F);
}

TEST(RobustnessLeads, GainMultipliesEverySample) {
  EcgWindow window = PatientWindow();
  const float before = window.samples_mv[123];
  MultiplyGain(2.5, window);
  EXPECT_FLOAT_EQ(window.samples_mv[123], 2.5F * before);
}

TEST(RobustnessLeads, ALowerRateKeepsSlowWavesAndLosesFastOnes) {
  EcgWindow window = PatientWindow();
  for (size_t i = 0; i < kWindowSamples; ++i) {
    const auto t = static_cast<float>(i);
    window.samples_mv[i] = std::sin(t * 0.0628F);                  // 5 Hz
    window.samples_mv[kWindowSamples + i] = std::sin(t * 1.005F);  // 80 Hz
  }
  const EcgWindow before = window;
  LowerRate(100.0, window);
  for (size_t i = 500; i < 4500; i += 7) {
    ASSERT_NEAR(window.samples_mv[i], before.samples_mv[i], 1e-3);
    ASSERT_NEAR(window.samples_mv[kWindowSamples + i], 0.0F, 1e-3);
  }
}

}  // namespace
}  // namespace supreme
