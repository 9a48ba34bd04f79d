#include "synth/simulator.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "core/error.h"

namespace supreme {
namespace {

TEST(Simulator, SameSeedGivesTheSameRecord) {
  for (uint64_t seed = 0; seed < 10; ++seed) {
    const SimulatedRecord first = Simulate(Rng(seed), {});
    const SimulatedRecord second = Simulate(Rng(seed), {});
    EXPECT_EQ(first.record.samples_mv, second.record.samples_mv);
    EXPECT_EQ(first.report, second.report);
    EXPECT_EQ(first.findings, second.findings);
    EXPECT_NE(first.record.samples_mv, Simulate(Rng(seed + 100), {}).record.samples_mv);
  }
}

TEST(Simulator, NoiseChangesTheSamplesAndNothingElse) {
  const SimulatedRecord noisy = Simulate(Rng(4), {});
  SimulatorOptions options;
  options.noise_level = 0.0;
  const SimulatedRecord clean = Simulate(Rng(4), options);
  EXPECT_EQ(noisy.report, clean.report);
  EXPECT_EQ(noisy.findings, clean.findings);
  EXPECT_NE(noisy.record.samples_mv, clean.record.samples_mv);
}

TEST(Simulator, RecordHasTwelveNamedLeadsOfTheAskedLength) {
  SimulatorOptions options;
  options.sample_rate_hz = 250.0;
  options.duration_s = 12.0;
  const Record record = Simulate(Rng(1), options).record;
  const std::vector<std::string> names = {"I",  "II", "III", "AVR", "AVL", "AVF",
                                          "V1", "V2", "V3",  "V4",  "V5",  "V6"};
  EXPECT_EQ(record.lead_names, names);
  EXPECT_EQ(record.sample_count, 3000U);
  EXPECT_EQ(record.samples_mv.size(), 36000U);
  for (const float value : record.samples_mv) ASSERT_LT(std::abs(value), 8.0F);
}

TEST(Simulator, SampleRateDoesNotChangeTheHeart) {
  SimulatorOptions options;
  options.noise_level = 0.0;
  options.findings = FindingSet{Finding::kNormalEcg, Finding::kSinusRhythm};
  const Record fast = Simulate(Rng(9), options).record;
  options.sample_rate_hz = 250.0;
  const Record slow = Simulate(Rng(9), options).record;
  for (size_t lead = 0; lead < 12; ++lead) {
    for (size_t s = 0; s < slow.sample_count; ++s) {
      ASSERT_NEAR(slow.Lead(lead)[s], fast.Lead(lead)[2 * s], 0.0025F);
    }
  }
}

TEST(Simulator, SamePatientLooksAlikeInTwoRecordings) {
  SimulatorOptions options;
  Rng rng(3);
  options.patient = DrawPatient(rng);
  options.findings = FindingSet{Finding::kNormalEcg, Finding::kSinusRhythm};
  const SimulatedRecord first = Simulate(Rng(1), options);
  const SimulatedRecord second = Simulate(Rng(2), options);
  EXPECT_EQ(first.heart.qrs_ms, second.heart.qrs_ms);
  EXPECT_NE(first.heart.rhythm.mean_rr_s, second.heart.rhythm.mean_rr_s);
}

TEST(Simulator, RefusesOptionsOutsideTheirLimits) {
  const auto refuses = [](auto change) {
    SimulatorOptions options;
    change(options);
    try {
      Simulate(Rng(1), options);
    } catch (const Error& error) {
      return error.code() == ErrorCode::kInvalidInput;
    }
    return false;
  };
  EXPECT_TRUE(refuses([](SimulatorOptions& o) { o.sample_rate_hz = 10.0; }));
  EXPECT_TRUE(refuses([](SimulatorOptions& o) { o.duration_s = 1e9; }));
  EXPECT_TRUE(refuses([](SimulatorOptions& o) { o.noise_level = -1.0; }));
  EXPECT_TRUE(refuses(
      [](SimulatorOptions& o) { o.noise_level = std::numeric_limits<double>::quiet_NaN(); }));
  EXPECT_TRUE(refuses([](SimulatorOptions& o) { o.report.uncertain_share = 1.5; }));
  EXPECT_TRUE(refuses([](SimulatorOptions& o) { o.findings = FindingSet{Finding::kPvc}; }));
}

}  // namespace
}  // namespace supreme
