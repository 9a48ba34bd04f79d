#include "synth/truth/truth.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/error.h"
#include "example_truth.h"

namespace supreme {
namespace {

Truth Simulated(FindingSet findings, uint64_t seed = 1) {
  return SimulatedTruth(MakeDiagnosis(findings, 0.6), seed);
}

TEST(MeasureTruth, MeasuresAnOrdinaryBeat) {
  const Truth truth = Simulated({Finding::kNormalEcg});
  const EcgMeasurements& m = truth.measurements;
  EXPECT_GT(m.ventricular_rate_bpm, 55.0);
  EXPECT_LT(m.ventricular_rate_bpm, 105.0);
  EXPECT_GE(m.pr_ms, 115.0);
  EXPECT_LE(m.pr_ms, 205.0);
  EXPECT_LT(m.qrs_ms, 112.0);
  EXPECT_NEAR(m.qtc_ms, m.qt_ms / std::sqrt(m.mean_rr_ms / 1000.0), 1e-9);
  EXPECT_GT(m.leads[1].p_mv, 0.02);
  EXPECT_GT(m.leads[10].r_mv, 0.3);
  EXPECT_LT(m.leads[6].s_mv, -0.1);
  EXPECT_GT(m.leads[10].t_mv, 0.05);
  EXPECT_EQ(truth.counts.ventricular_ectopic, 0);
}

TEST(MeasureTruth, HasNoPrInterval) {
  const Truth truth = Simulated({Finding::kAtrialFibrillation});
  EXPECT_TRUE(std::isnan(truth.measurements.pr_ms));
  EXPECT_TRUE(std::isnan(truth.measurements.p_ms));
  EXPECT_GT(truth.measurements.rr_variation, 0.08);
  EXPECT_EQ(truth.activity.kind, AtrialActivity::Kind::kFibrillation);
}

TEST(MeasureTruth, CountsPrematureBeatsAndMeasuresTheOthers) {
  const Truth truth = Simulated({Finding::kVentricularBigeminy});
  EXPECT_GE(truth.counts.ventricular_ectopic, 3);
  EXPECT_GE(truth.counts.conducted, 3);
  EXPECT_LT(truth.measurements.qrs_ms, 120.0);
  EXPECT_GE(truth.measurements.wide_beat_count, 3.0);
}

TEST(MeasureTruth, ListsBeatsWithTheirWavesInOrder) {
  const Truth truth = Simulated({Finding::kPvc});
  ASSERT_EQ(static_cast<double>(truth.beats.size()), truth.measurements.beat_count);
  int ectopic = 0;
  double before_s = -1.0;
  for (const BeatTruth& beat : truth.beats) {
    EXPECT_GT(beat.qrs_onset_s, before_s);
    EXPECT_GT(beat.qrs_end_s, beat.qrs_onset_s + 0.05);
    EXPECT_GT(beat.t_end_s, beat.qrs_end_s + 0.1);
    before_s = beat.qrs_onset_s;
    if (beat.kind != VentricularKind::kEctopic) continue;
    ++ectopic;
    EXPECT_GE(beat.qrs_end_s - beat.qrs_onset_s, 0.119);
    EXPECT_TRUE(beat.premature);
  }
  EXPECT_EQ(ectopic, truth.counts.ventricular_ectopic);
  EXPECT_GT(ectopic, 0);
}

TEST(MeasureTruth, MeasuresPacedAndEctopicBeatsWhereNoneIsConducted) {
  const Truth paced = Simulated({Finding::kPacedVentricular});
  EXPECT_GE(paced.measurements.qrs_ms, 120.0);
  EXPECT_GE(paced.counts.ventricular_paced, 3);
  const Truth tachycardia = Simulated({Finding::kVentricularTachycardia});
  EXPECT_GE(tachycardia.measurements.qrs_ms, 115.0);
  EXPECT_TRUE(std::isnan(tachycardia.measurements.pr_ms));
  EXPECT_GE(tachycardia.counts.longest_ectopic_run, 5);
}

TEST(MeasureTruth, SeesDroppedBeats) {
  EXPECT_GE(Simulated({Finding::kTwoToOneAvBlock}).counts.dropped, 3);
  EXPECT_EQ(Simulated({Finding::kNormalEcg}).counts.dropped, 0);
}

TEST(MeasureTruth, AppliesElectrodeReversals) {
  const Truth straight = Simulated({Finding::kNormalEcg}, 5);
  EXPECT_GT(straight.measurements.leads[0].p_mv, 0.0);
  const Truth crossed = Simulated({Finding::kArmReversal}, 5);
  EXPECT_LT(crossed.measurements.leads[0].p_mv, 0.0);
  EXPECT_GT(crossed.measurements.leads[3].r_mv, -crossed.measurements.leads[3].s_mv);
}

TEST(MeasureTruth, TellsBundleBranchBlocksApart) {
  const Truth right = Simulated({Finding::kRbbb});
  EXPECT_GE(right.measurements.qrs_ms, 120.0);
  const LeadMeasurements& v1 = right.measurements.leads[6];
  EXPECT_GT(std::max(v1.r_mv, v1.r_prime_mv), 0.1);
  EXPECT_LT(right.measurements.leads[11].s_mv, -0.03);
  const Truth left = Simulated({Finding::kLbbb});
  EXPECT_GE(left.measurements.qrs_ms, 120.0);
  EXPECT_LT(left.measurements.leads[6].s_mv, -0.5);
  EXPECT_GT(left.measurements.leads[11].r_mv, 0.3);
}

TEST(MeasureTruth, NeedsADuration) {
  const Patient patient;
  const Diagnosis diagnosis;
  const Torso torso;
  const RhythmStrip strip;
  const Heart heart;
  const RecordingFaults faults;
  EXPECT_THROW(MeasureTruth({patient, diagnosis, torso, strip, heart, faults, 0.0}), Error);
  const Truth empty = MeasureTruth({patient, diagnosis, torso, strip, heart, faults, 10.0});
  EXPECT_TRUE(std::isnan(empty.measurements.qrs_ms));
  EXPECT_EQ(empty.measurements.beat_count, 0.0);
}

}  // namespace
}  // namespace supreme
