#include "synth/heart/render.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "made_to_order.h"

namespace supreme {
namespace {

RhythmStrip Regular() {
  RhythmStrip strip;
  for (double time_s = -2.0; time_s < 12.0; time_s += 0.8) {
    strip.atrial.push_back({time_s - 0.16});
    strip.ventricular.push_back({time_s, 0.8});
  }
  strip.mean_rr_s = 0.8;
  return strip;
}

struct Scene {
  Patient patient = testing::PatientNumber(1);
  Diagnosis diagnosis = testing::DiagnosisOf({}, 0.0);
  Torso torso = testing::TorsoOf(patient, diagnosis);
};

CleanLeads RenderStrip(const RhythmStrip& strip) {
  const Scene scene;
  Rng rng(3);
  const Heart heart = MakeHeart(scene.patient, scene.diagnosis, scene.torso, strip, rng);
  return Render(strip, heart, scene.torso, {500.0, 10.0}, rng);
}

TEST(Template, PeaksWhereItsWavePeaks) {
  const LeadTemplate shape =
      MakeTemplate({{40.0, 8.0, 8.0, 0.0, {1.0, 0.0, 0.0}, Source::kCentre}}, Torso(), 500.0);
  const auto& lead_i = shape.samples[0];
  const auto peak = std::max_element(lead_i.begin(), lead_i.end());
  EXPECT_EQ(peak - lead_i.begin() - shape.lead_in_samples, 20);
  EXPECT_NEAR(*peak, 0.632, 1e-3);
}

TEST(Render, RepeatsEveryBeatOfARegularRhythm) {
  const CleanLeads leads = RenderStrip(Regular());
  for (const auto& lead : leads) {
    ASSERT_EQ(lead.size(), 5000U);
    for (size_t s = 0; s + 400 < lead.size(); ++s) ASSERT_NEAR(lead[s], lead[s + 400], 1e-4);
  }
}

TEST(Render, LeavesThePrSegmentFlat) {
  const CleanLeads leads = RenderStrip(Regular());
  // Onsets lie at 0.4 s, 1.2 s, …: 12 to 6 ms before one.
  for (const auto& lead : leads) EXPECT_NEAR(lead[594], lead[597], 0.015);
}

TEST(Render, BringsTheTWaveOfAPrematureBeatEarlier) {
  RhythmStrip strip = Regular();
  const CleanLeads before = RenderStrip(strip);
  for (VentricularEvent& event : strip.ventricular) event.rr_before_s = 0.5;
  const CleanLeads after = RenderStrip(strip);
  const auto peak = [](const std::vector<float>& lead) {
    return std::max_element(lead.begin() + 680, lead.begin() + 860) - lead.begin();
  };
  EXPECT_LT(peak(after[5]), peak(before[5]));
}

TEST(Render, DrawsPacingSpikesAFewMillisecondsWide) {
  RhythmStrip strip;
  strip.spikes.push_back({5.0, false});
  const CleanLeads leads = RenderStrip(strip);
  EXPECT_GT(std::abs(leads[1][2500]), 0.01F);
  EXPECT_LT(std::abs(leads[1][2510]), 0.001F);
}

}  // namespace
}  // namespace supreme
