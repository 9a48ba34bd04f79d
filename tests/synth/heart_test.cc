#include "synth/heart.h"

#include <gtest/gtest.h>

#include "core/error.h"
#include "tests/synth/measure.h"

namespace supreme {
namespace {

using enum Finding;
using namespace testing;

constexpr uint64_t kPatients = 40;

TEST(Heart, NormalEcgHasUprightPAndTInTheUsualLeads) {
  for (uint64_t seed = 0; seed < kPatients; ++seed) {
    SCOPED_TRACE(seed);
    const MeanBeat beat = Average(Clean(seed, {kNormalEcg, kSinusRhythm}));
    EXPECT_GT(beat.PPeakToQrsMs(), 50.0);
    for (const size_t lead : {kII, kV4, kV5, kV6}) {
      EXPECT_GT(beat.Highest(lead, 220, 420), 0.08) << kLeadNames[lead];
    }
    EXPECT_LT(beat.Lowest(kAvr, -10, 100), -0.25);
    EXPECT_LT(beat.Highest(kAvr, 220, 420), 0.02);
  }
}

TEST(Heart, NormalRWaveGrowsFromV1ToV4) {
  for (uint64_t seed = 0; seed < kPatients; ++seed) {
    SCOPED_TRACE(seed);
    const MeanBeat beat = Average(Clean(seed, {kNormalEcg, kSinusRhythm}));
    EXPECT_LT(beat.Highest(kV1, 0, 100), -beat.Lowest(kV1, 0, 100));
    EXPECT_GT(beat.Highest(kV4, 0, 100), beat.Highest(kV1, 0, 100));
    EXPECT_GT(beat.Highest(kV5, 0, 100), -beat.Lowest(kV5, 0, 100));
  }
}

TEST(Heart, FirstDegreeBlockProlongsPr) {
  for (uint64_t seed = 0; seed < kPatients; ++seed) {
    SCOPED_TRACE(seed);
    // The P wave's peak comes about 50 ms after its onset.
    EXPECT_GT(Average(Clean(seed, {kSinusRhythm, kFirstDegreeAvBlock})).PPeakToQrsMs(), 155.0);
    EXPECT_LT(Average(Clean(seed, {kNormalEcg, kSinusRhythm})).PPeakToQrsMs(), 155.0);
  }
}

TEST(Heart, AtrialFibrillationHasNoPWave) {
  for (uint64_t seed = 0; seed < kPatients; ++seed) {
    const SimulatedRecord simulated = Clean(seed, {kAtrialFibrillation});
    for (const Beat& beat : simulated.beats) EXPECT_FALSE(beat.has_p);
  }
}

TEST(Heart, InferiorStElevationReachesItsThresholdWithReciprocalDepression) {
  for (uint64_t seed = 0; seed < kPatients; ++seed) {
    SCOPED_TRACE(seed);
    const SimulatedRecord simulated = Clean(seed, {kSinusRhythm, kInferiorStElevation});
    const MeanBeat beat = Average(simulated);
    const double time_ms = simulated.heart.qrs_ms + 60.0;
    for (const size_t lead : {kII, kIII, kAvf}) EXPECT_GT(beat.At(lead, time_ms), 0.1);
    EXPECT_LT(beat.At(kAvl, time_ms), 0.0);
    EXPECT_LT(beat.At(kV2, time_ms), 0.15);
  }
}

TEST(Heart, AnteriorStElevationReachesTheThresholdOfSexAndAge) {
  for (uint64_t seed = 0; seed < kPatients; ++seed) {
    SCOPED_TRACE(seed);
    const SimulatedRecord simulated = Clean(seed, {kSinusRhythm, kAnteriorStElevation});
    const MeanBeat beat = Average(simulated);
    const double time_ms = simulated.heart.qrs_ms + 60.0;
    const Patient& patient = simulated.patient;
    const double threshold_mv =
        patient.sex == Sex::kFemale ? 0.15 : (patient.age_years < 40 ? 0.25 : 0.2);
    for (const size_t lead : {kV2, kV3}) EXPECT_GT(beat.At(lead, time_ms), threshold_mv);
    EXPECT_LT(beat.At(kIII, time_ms), 0.1);
  }
}

TEST(Heart, NormalStIsLevel) {
  for (uint64_t seed = 0; seed < kPatients; ++seed) {
    SCOPED_TRACE(seed);
    const SimulatedRecord simulated = Clean(seed, {kNormalEcg, kSinusRhythm});
    const MeanBeat beat = Average(simulated);
    for (size_t lead = 0; lead < kLeadCount; ++lead) {
      EXPECT_LT(std::abs(beat.At(lead, simulated.heart.qrs_ms + 60.0)), 0.1) << kLeadNames[lead];
    }
  }
}

TEST(Heart, InvertedTWavesAreNegativeInTheirTerritory) {
  for (uint64_t seed = 0; seed < kPatients; ++seed) {
    SCOPED_TRACE(seed);
    const SimulatedRecord simulated = Clean(seed, {kSinusRhythm, kTWaveInversion});
    const MeanBeat beat = Average(simulated);
    const bool lateral = simulated.heart.t_inversion == Territory::kLateral;
    for (const size_t lead : lateral ? std::array{kI, kV5, kV6} : std::array{kV2, kV3, kV2}) {
      EXPECT_LT(beat.Lowest(lead, 220, 420), -0.06) << kLeadNames[lead];
    }
  }
}

TEST(Heart, StrainInvertsLateralTWithStDepression) {
  int strained = 0;
  for (uint64_t seed = 0; seed < kPatients; ++seed) {
    SCOPED_TRACE(seed);
    const SimulatedRecord simulated = Clean(seed, {kSinusRhythm, kLvh});
    if (!simulated.heart.strain) continue;
    ++strained;
    const MeanBeat beat = Average(simulated);
    EXPECT_LT(beat.At(kV5, simulated.heart.qrs_ms + 60.0), -0.05);
    EXPECT_LT(beat.Lowest(kV6, 220, 420), -0.08);
  }
  EXPECT_NEAR(strained / double{kPatients}, 0.55, 0.25);
}

TEST(Heart, RefusesFindingsThatExcludeEachOther) {
  EXPECT_THROW(Clean(1, {kSinusRhythm, kLbbb, kRbbb}), Error);
  EXPECT_THROW(Clean(1, {kLbbb}), Error);
}

}  // namespace
}  // namespace supreme
