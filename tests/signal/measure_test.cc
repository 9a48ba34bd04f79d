#include "signal/measure.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "core/csv.h"
#include "core/error.h"
#include "core/numbers.h"
#include "tests/signal/drawn_ecg.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

MeasuredEcg Measure(const DrawnEcg& ecg) {
  return MeasureEcg(ecg.samples_mv, ecg.present, ecg.sample_rate_hz);
}

const LeadMeasurements& Lead(const MeasuredEcg& ecg, std::string_view name) {
  return ecg.measurements.leads[*LeadIndex(name)];
}

TEST(MeasureEcg, FindsTheIntervalsOfADrawnEcg) {
  DrawnEcg ecg;
  ecg.AddRegular(DrawnBeat{}, 0.8);
  const EcgMeasurements m = Measure(ecg).measurements;
  EXPECT_NEAR(m.ventricular_rate_bpm, 75.0, 0.2);
  EXPECT_NEAR(m.atrial_rate_bpm, 75.0, 0.2);
  EXPECT_EQ(m.beat_count, 12.0);
  EXPECT_NEAR(m.rr_variation, 0.0, 0.005);
  EXPECT_NEAR(m.pr_ms, 160.0, 16.0);
  EXPECT_NEAR(m.p_ms, 100.0, 16.0);
  EXPECT_NEAR(m.qrs_ms, 100.0, 8.0);
  EXPECT_NEAR(m.qt_ms, 380.0, 28.0);  // the tangent meets the level before the very end
  EXPECT_NEAR(m.qtc_ms, m.qt_ms / std::sqrt(0.8), 0.5);
  EXPECT_EQ(m.premature_beat_count, 0.0);
  EXPECT_EQ(m.wide_beat_count, 0.0);
}

TEST(MeasureEcg, FindsTheAmplitudesOfADrawnEcg) {
  DrawnEcg ecg;
  DrawnBeat beat;
  beat.st_mv = -0.15;
  ecg.AddRegular(beat, 0.8);
  const MeasuredEcg measured = Measure(ecg);
  const LeadMeasurements& two = Lead(measured, "II");
  EXPECT_NEAR(two.p_mv, 0.15, 0.01);
  EXPECT_NEAR(two.q_mv, -0.1, 0.01);
  EXPECT_NEAR(two.r_mv, 1.2, 0.05);
  EXPECT_NEAR(two.s_mv, -0.3, 0.02);
  EXPECT_NEAR(two.qrs_peak_to_peak_mv, 1.5, 0.06);
  EXPECT_NEAR(two.st60_mv, -0.15, 0.02);
  EXPECT_NEAR(two.t_mv, 0.3, 0.02);
  EXPECT_EQ(two.r_prime_mv, 0.0);
  const LeadMeasurements& inverted = Lead(measured, "V1");  // −0.6 times II: r, S, r'
  EXPECT_NEAR(inverted.r_mv, 0.06, 0.01);
  EXPECT_NEAR(inverted.s_mv, -0.72, 0.04);
  EXPECT_NEAR(inverted.r_prime_mv, 0.18, 0.02);
  EXPECT_NEAR(inverted.t_min_mv, -0.18, 0.02);
  EXPECT_NEAR(inverted.p_negative_mv, -0.09, 0.01);
}

TEST(MeasureEcg, CallsAComplexWithoutRBothQAndS) {
  DrawnEcg ecg;
  DrawnBeat beat;
  beat.qrs_mv = {0.7, 1.4, 0.5};
  ecg.AddRegular(beat, 0.9);
  const LeadMeasurements qs = Lead(Measure(ecg), "aVR");
  EXPECT_NEAR(qs.q_mv, -1.05, 0.05);
  EXPECT_EQ(qs.s_mv, qs.q_mv);
  EXPECT_EQ(qs.r_mv, 0.0);
}

TEST(MeasureEcg, FindsTheAxesFromTheLimbLeads) {
  DrawnEcg ecg;
  ecg.AddRegular(DrawnBeat{}, 0.8);
  const EcgMeasurements m = Measure(ecg).measurements;
  EXPECT_NEAR(m.qrs_axis_degrees, 60.0, 1.0);
  EXPECT_NEAR(m.p_axis_degrees, 60.0, 3.0);
  EXPECT_NEAR(m.t_axis_degrees, 60.0, 1.0);
}

TEST(MeasureEcg, FollowsWideQrsAndLongIntervals) {
  DrawnEcg ecg;
  DrawnBeat beat;
  beat.qrs_ms = 170.0;
  beat.pr_ms = 260.0;
  beat.t_peak_ms = 420.0;
  ecg.AddRegular(beat, 1.2);
  const EcgMeasurements m = Measure(ecg).measurements;
  EXPECT_NEAR(m.qrs_ms, 170.0, 10.0);
  EXPECT_NEAR(m.pr_ms, 260.0, 18.0);
  EXPECT_NEAR(m.qt_ms, 500.0, 28.0);
}

TEST(MeasureEcg, KeepsItsValuesAtOtherSampleRates) {
  for (const double rate_hz : {250.0, 1000.0}) {
    DrawnEcg ecg(rate_hz);
    ecg.AddRegular(DrawnBeat{}, 0.8);
    const MeasuredEcg measured = Measure(ecg);
    EXPECT_NEAR(measured.measurements.qrs_ms, 100.0, 10.0) << rate_hz;
    EXPECT_NEAR(measured.measurements.pr_ms, 160.0, 18.0) << rate_hz;
    EXPECT_NEAR(Lead(measured, "II").r_mv, 1.2, 0.08) << rate_hz;
    const double onset_s = static_cast<double>(measured.beats[0].onset_sample) / rate_hz;
    EXPECT_NEAR(onset_s, 0.5, 0.008) << rate_hz;
    EXPECT_GT(measured.beats[0].peak_sample, measured.beats[0].onset_sample) << rate_hz;
  }
}

TEST(MeasureEcg, StandsNoiseAndBaselineWander) {
  DrawnEcg ecg;
  ecg.AddRegular(DrawnBeat{}, 0.8);
  ecg.AddNoise(0.04, 7);
  for (size_t lead = 0; lead < kLeadCount; ++lead) {
    for (size_t i = 0; i < ecg.sample_count; ++i) {
      const double phase = 2 * std::numbers::pi * 0.25 * static_cast<double>(i) / 500.0;
      ecg.Lead(lead)[i] += static_cast<float>(0.3 * std::sin(phase + static_cast<double>(lead)));
    }
  }
  const MeasuredEcg measured = Measure(ecg);
  const EcgMeasurements& m = measured.measurements;
  EXPECT_EQ(m.beat_count, 12.0);
  EXPECT_NEAR(m.qrs_ms, 100.0, 16.0);
  EXPECT_NEAR(m.pr_ms, 160.0, 24.0);
  EXPECT_NEAR(m.qt_ms, 380.0, 35.0);
  EXPECT_NEAR(Lead(measured, "II").r_mv, 1.2, 0.1);
  EXPECT_NEAR(Lead(measured, "II").st60_mv, 0.0, 0.04);
}

TEST(MeasureEcg, SeesNoPWaveInFibrillation) {
  DrawnEcg ecg;
  DrawnBeat beat;
  beat.pr_ms = 0.0;
  Rng rng(3);
  for (double onset = 0.4; onset < 9.9; onset += rng.Uniform(0.45, 1.1)) {
    ecg.Add(beat, onset, kDrawnGain);
  }
  for (size_t lead = 0; lead < kLeadCount; ++lead) {
    for (size_t i = 0; i < ecg.sample_count; ++i) {
      const double time = static_cast<double>(i) / 500.0;
      const double phase = 2 * std::numbers::pi * (6.0 * time + 0.7 * std::sin(2.0 * time));
      ecg.Lead(lead)[i] += static_cast<float>(0.06 * kDrawnGain[lead] * std::sin(phase));
    }
  }
  const EcgMeasurements m = Measure(ecg).measurements;
  EXPECT_TRUE(std::isnan(m.pr_ms));
  EXPECT_TRUE(std::isnan(m.p_ms));
  EXPECT_GT(m.rr_variation, 0.15);
}

TEST(MeasureEcg, SeesTheSawtoothOfFlutter) {
  DrawnEcg ecg;
  DrawnBeat beat;
  beat.pr_ms = 0.0;
  beat.t_mv = 0.1;
  ecg.AddRegular(beat, 0.8);
  for (size_t lead = 0; lead < kLeadCount; ++lead) {
    for (size_t i = 0; i < ecg.sample_count; ++i) {
      const double cycles = static_cast<double>(i) / 500.0 * 5.0;  // four waves a beat
      ecg.Lead(lead)[i] +=
          static_cast<float>(0.25 * kDrawnGain[lead] * (cycles - std::floor(cycles)));
    }
  }
  const EcgMeasurements m = Measure(ecg).measurements;
  EXPECT_NEAR(m.atrial_rate_bpm, 300.0, 10.0);
  EXPECT_TRUE(std::isnan(m.pr_ms));
}

TEST(MeasureEcg, SaysNoneWherePWavesAreUnrelatedToTheQrs) {
  DrawnEcg ecg;
  DrawnBeat beat;
  beat.pr_ms = 0.0;
  ecg.AddRegular(beat, 1.43);
  DrawnBeat atrial;
  atrial.qrs_mv = {0.0};
  atrial.t_mv = 0.0;
  for (double onset = 0.2; onset < 10.0; onset += 0.78) ecg.Add(atrial, onset, kDrawnGain);
  EXPECT_TRUE(std::isnan(Measure(ecg).measurements.pr_ms));
}

std::array<double, kLeadCount> EctopicGain() {
  return {-0.8, 0.9, 1.7, 0.0, -1.2, 1.3, 1.2, 1.4, -0.9, -1.1, -0.9, -0.7};
}

DrawnBeat EctopicBeat() {
  DrawnBeat beat;
  beat.pr_ms = 0.0;
  beat.qrs_ms = 160.0;
  beat.qrs_mv = {1.0, 1.6, -0.4};
  beat.t_mv = -0.5;
  return beat;
}

TEST(MeasureEcg, MeasuresTheConductedBeatsOfABigeminy) {
  DrawnEcg ecg;
  for (double onset = 0.4; onset < 9.0; onset += 1.6) {
    ecg.Add(DrawnBeat{}, onset, kDrawnGain);
    ecg.Add(EctopicBeat(), onset + 0.5, EctopicGain());
  }
  const MeasuredEcg measured = Measure(ecg);
  EXPECT_NEAR(measured.measurements.qrs_ms, 100.0, 10.0);
  EXPECT_EQ(measured.beats.size(), 12U);
  EXPECT_EQ(measured.measurements.wide_beat_count, 6.0);
  EXPECT_EQ(measured.measurements.premature_beat_count, 6.0);
  for (size_t i = 0; i < measured.beats.size(); ++i) {
    EXPECT_EQ(measured.beats[i].dominant, i % 2 == 0) << i;
  }
}

TEST(MeasureEcg, DoesNotTakePacingSpikesForBeats) {
  DrawnEcg ecg;
  DrawnBeat beat;
  beat.qrs_ms = 160.0;
  ecg.AddRegular(beat, 0.9);
  for (double onset = 0.5; onset < 9.9; onset += 0.9) {
    const size_t at = static_cast<size_t>(std::lround((onset - 0.17) * 500.0));
    for (size_t lead = 0; lead < kLeadCount; ++lead) {
      ecg.Lead(lead)[at] += static_cast<float>(3.0 * kDrawnGain[lead]);
      ecg.Lead(lead)[at + 1] += static_cast<float>(1.5 * kDrawnGain[lead]);
    }
  }
  const EcgMeasurements m = Measure(ecg).measurements;
  EXPECT_EQ(m.beat_count, 11.0);
  EXPECT_NEAR(m.qrs_ms, 160.0, 12.0);
}

TEST(MeasureEcg, LeavesOutFlatAndMissingLeads) {
  DrawnEcg ecg;
  ecg.AddRegular(DrawnBeat{}, 0.8);
  std::ranges::fill(ecg.Lead(7), 0.4F);
  ecg.present[9] = 0;
  Rng rng(5);
  for (float& sample : ecg.Lead(9)) sample = static_cast<float>(rng.Normal(0.0, 2.0));
  const MeasuredEcg measured = Measure(ecg);
  EXPECT_EQ(measured.measurements.beat_count, 12.0);
  EXPECT_EQ(measured.measurements.leads[7].r_mv, 0.0);
  EXPECT_EQ(measured.measurements.leads[9].qrs_peak_to_peak_mv, 0.0);
  EXPECT_NEAR(Lead(measured, "II").r_mv, 1.2, 0.05);
}

TEST(MeasureEcg, SurvivesOneLeadFullOfNoise) {
  DrawnEcg ecg;
  ecg.AddRegular(DrawnBeat{}, 0.8);
  Rng rng(5);
  for (float& sample : ecg.Lead(10)) sample = static_cast<float>(rng.Normal(0.0, 1.0));
  EXPECT_EQ(Measure(ecg).measurements.beat_count, 12.0);
}

TEST(MeasureEcg, HasNothingToSayWithoutBeats) {
  DrawnEcg ecg;
  EXPECT_TRUE(Measure(ecg).beats.empty());
  EXPECT_TRUE(std::isnan(Measure(ecg).measurements.ventricular_rate_bpm));
  ecg.Add(DrawnBeat{}, 5.0, kDrawnGain);
  EXPECT_TRUE(std::isnan(Measure(ecg).measurements.qrs_ms));
  EXPECT_TRUE(MeasureEcg({}, ecg.present, 500.0).beats.empty());
}

TEST(MeasureEcg, RefusesOtherShapes) {
  const std::vector<float> samples(1001, 0.0F);
  const std::vector<uint8_t> present(kLeadCount, 1);
  EXPECT_THROW(MeasureEcg(samples, present, 500.0), Error);
  EXPECT_THROW(MeasureEcg(std::span(samples).first(960), present, 50.0), Error);
  EXPECT_THROW(MeasureEcg(std::span(samples).first(960), std::span(present).first(8), 500.0),
               Error);
}

}  // namespace
}  // namespace supreme
