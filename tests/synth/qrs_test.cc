#include "synth/qrs.h"

#include <gtest/gtest.h>

#include "tests/synth/measure.h"

namespace supreme {
namespace {

using enum Finding;
using namespace testing;

constexpr uint64_t kPatients = 40;

double LimbVoltage(const MeanBeat& beat) {
  double largest = 0.0;
  for (size_t lead = kI; lead <= kAvf; ++lead) {
    largest = std::max(largest, beat.Highest(lead, -10, 120) - beat.Lowest(lead, -10, 120));
  }
  return largest;
}

double SokolowLyon(const MeanBeat& beat) {
  return std::max(beat.Highest(kV5, 0, 120), beat.Highest(kV6, 0, 120)) - beat.Lowest(kV1, 0, 120);
}

TEST(Qrs, IsNarrowWithoutBlock) {
  for (uint64_t seed = 0; seed < kPatients; ++seed) {
    EXPECT_LT(Average(Clean(seed, {kNormalEcg, kSinusRhythm})).QrsWidthMs(), 115.0) << seed;
  }
}

TEST(Qrs, LeftBlockIsWideWithDeepSInV1AndBroadRInV6) {
  for (uint64_t seed = 0; seed < kPatients; ++seed) {
    SCOPED_TRACE(seed);
    const MeanBeat beat = Average(Clean(seed, {kSinusRhythm, kLbbb}));
    EXPECT_GE(beat.QrsWidthMs(), 120.0);
    EXPECT_LT(beat.Lowest(kV1, 0, 170), -0.5);
    EXPECT_LT(beat.Highest(kV1, 0, 120), 0.2);
    EXPECT_GT(beat.Highest(kV6, 0, 170), 0.5);
    EXPECT_GT(beat.Lowest(kV6, 0, 120), -0.1);     // no septal q
    EXPECT_LT(beat.Lowest(kV6, 240, 480), -0.05);  // discordant T
    EXPECT_GT(beat.Highest(kV1, 240, 480), 0.1);
  }
}

TEST(Qrs, RightBlockIsWideWithLateRInV1AndWideSInV6) {
  for (uint64_t seed = 0; seed < kPatients; ++seed) {
    SCOPED_TRACE(seed);
    const MeanBeat beat = Average(Clean(seed, {kSinusRhythm, kRbbb}));
    EXPECT_GE(beat.QrsWidthMs(), 118.0);
    EXPECT_GT(beat.Highest(kV1, 70, 130), 0.3);
    EXPECT_GT(beat.Highest(kV1, 70, 130), beat.Highest(kV1, 0, 45));
    EXPECT_LT(beat.Lowest(kV6, 70, 130), -0.12);
    EXPECT_LT(beat.Lowest(kI, 70, 130), -0.08);
  }
}

TEST(Qrs, LeftAxisDeviationLiesBetweenMinus30AndMinus90) {
  for (uint64_t seed = 0; seed < kPatients; ++seed) {
    SCOPED_TRACE(seed);
    const MeanBeat deviated = Average(Clean(seed, {kSinusRhythm, kLeftAxisDeviation}));
    EXPECT_LT(deviated.AxisDegrees(115), -30.0);
    EXPECT_GT(deviated.AxisDegrees(115), -90.0);
    const MeanBeat normal = Average(Clean(seed, {kNormalEcg, kSinusRhythm}));
    EXPECT_GT(normal.AxisDegrees(115), -30.0);
    EXPECT_LT(normal.AxisDegrees(115), 95.0);
  }
}

TEST(Qrs, LowVoltageStaysUnderHalfAMillivoltInAllLimbLeads) {
  for (uint64_t seed = 0; seed < kPatients; ++seed) {
    SCOPED_TRACE(seed);
    EXPECT_LT(LimbVoltage(Average(Clean(seed, {kSinusRhythm, kLowVoltage}))), 0.5);
    EXPECT_GT(LimbVoltage(Average(Clean(seed, {kNormalEcg, kSinusRhythm}))), 0.5);
  }
}

TEST(Qrs, HypertrophyFulfilsSokolowLyonAndNormalDoesNot) {
  for (uint64_t seed = 0; seed < kPatients; ++seed) {
    SCOPED_TRACE(seed);
    EXPECT_GT(SokolowLyon(Average(Clean(seed, {kSinusRhythm, kLvh}))), 3.5);
    EXPECT_LT(SokolowLyon(Average(Clean(seed, {kNormalEcg, kSinusRhythm}))), 3.5);
  }
}

TEST(Qrs, MenHaveLargerComplexesThanWomen) {
  Patient patient;
  double men = 0.0;
  double women = 0.0;
  for (uint64_t seed = 0; seed < kPatients; ++seed) {
    patient.anatomy_seed = seed;
    SimulatorOptions options;
    options.noise_level = 0.0;
    options.findings = FindingSet{kNormalEcg, kSinusRhythm};
    patient.sex = Sex::kMale;
    options.patient = patient;
    men += SokolowLyon(Average(Simulate(Rng(seed), options)));
    patient.sex = Sex::kFemale;
    options.patient = patient;
    women += SokolowLyon(Average(Simulate(Rng(seed), options)));
  }
  EXPECT_GT(men, 1.03 * women);
}

}  // namespace
}  // namespace supreme
