#include "synth/rhythm.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "tests/synth/measure.h"

namespace supreme {
namespace {

using enum Finding;
using namespace testing;

constexpr uint64_t kPatients = 40;

// Coefficient of variation of the intervals between complexes.
double Irregularity(const Record& record) {
  const std::vector<double> onsets = FindComplexes(record);
  std::vector<double> intervals;
  for (size_t i = 1; i < onsets.size(); ++i) intervals.push_back(onsets[i] - onsets[i - 1]);
  const auto count = static_cast<double>(intervals.size());
  const double mean = std::accumulate(intervals.begin(), intervals.end(), 0.0) / count;
  double square = 0.0;
  for (const double interval : intervals) square += (interval - mean) * (interval - mean);
  return std::sqrt(square / count) / mean;
}

TEST(Rhythm, RatesKeepToTheirLimits) {
  for (uint64_t seed = 0; seed < kPatients; ++seed) {
    SCOPED_TRACE(seed);
    const double sinus = RatePerMinute(Clean(seed, {kNormalEcg, kSinusRhythm}).record);
    EXPECT_GT(sinus, 60.0);
    EXPECT_LT(sinus, 100.0);
    EXPECT_LT(RatePerMinute(Clean(seed, {kSinusBradycardia}).record), 60.0);
    EXPECT_GT(RatePerMinute(Clean(seed, {kSinusTachycardia}).record), 100.0);
  }
}

TEST(Rhythm, FibrillationIsIrregularAndSinusIsNot) {
  for (uint64_t seed = 0; seed < kPatients; ++seed) {
    SCOPED_TRACE(seed);
    EXPECT_GT(Irregularity(Clean(seed, {kAtrialFibrillation}).record), 0.08);
    EXPECT_LT(Irregularity(Clean(seed, {kNormalEcg, kSinusRhythm}).record), 0.08);
  }
}

TEST(Rhythm, BreathingVariesTheRateOfTheYoungMore) {
  Rng rng(7);
  Patient young;
  young.age_years = 20;
  Patient old;
  old.age_years = 85;
  double young_sum = 0.0;
  double old_sum = 0.0;
  for (int i = 0; i < 100; ++i) {
    young_sum += MakeRhythmPlan(young, {kSinusRhythm}, rng).respiratory_fraction;
    old_sum += MakeRhythmPlan(old, {kSinusRhythm}, rng).respiratory_fraction;
  }
  EXPECT_GT(young_sum, 2.0 * old_sum);
}

TEST(Rhythm, PrematureBeatsComeEarlyAndAreFollowedByAFullPause) {
  for (uint64_t seed = 0; seed < kPatients; ++seed) {
    SCOPED_TRACE(seed);
    const SimulatedRecord simulated = Clean(seed, {kSinusRhythm, kPvc});
    const double rr_s = simulated.heart.rhythm.mean_rr_s;
    int inside = 0;
    for (size_t i = 1; i + 1 < simulated.beats.size(); ++i) {
      const Beat& beat = simulated.beats[i];
      if (!beat.ectopic) continue;
      inside += beat.onset_s > 0.0 && beat.onset_s < 10.0;
      const double before_s = beat.onset_s - simulated.beats[i - 1].onset_s;
      const double after_s = simulated.beats[i + 1].onset_s - beat.onset_s;
      EXPECT_LT(before_s, 0.85 * rr_s);
      EXPECT_GT(after_s, 1.1 * rr_s);
      EXPECT_NEAR(before_s + after_s, 2.0 * rr_s, 0.25 * rr_s);
    }
    EXPECT_GE(inside, 1);
    EXPECT_LE(inside, 4);
  }
}

TEST(Rhythm, PrematureBeatsAreWideInTheSamples) {
  for (uint64_t seed = 0; seed < kPatients; ++seed) {
    SCOPED_TRACE(seed);
    const SimulatedRecord simulated = Clean(seed, {kSinusRhythm, kPvc});
    const Record& record = simulated.record;
    for (const Beat& beat : simulated.beats) {
      if (!beat.ectopic || beat.onset_s < 0.0 || beat.onset_s > 9.5) continue;
      // Time above half of the largest deflection in any lead: narrow beats stay under 50 ms.
      int longest = 0;
      for (size_t lead = 0; lead < kLeadCount; ++lead) {
        const auto samples =
            record.Lead(lead).subspan(static_cast<size_t>(beat.onset_s * 500.0), 100);
        float largest = 0.0F;
        for (const float value : samples) largest = std::max(largest, std::abs(value));
        int count = 0;
        for (const float value : samples) count += std::abs(value) > 0.5F * largest;
        longest = std::max(longest, count);
      }
      EXPECT_GT(2 * longest, 55);
    }
  }
}

TEST(Rhythm, FibrillationWavesAppearOnlyInFibrillation) {
  RhythmPlan plan;
  Dipole dipole(5000, 500.0);
  Rng rng(3);
  AddFibrillation(plan, rng, dipole);
  EXPECT_EQ(dipole.y, std::vector<double>(5000));
  plan.fibrillation = true;
  plan.fibrillation_mv = {0.0, 0.05, 0.0};
  AddFibrillation(plan, rng, dipole);
  const double largest = *std::max_element(dipole.y.begin(), dipole.y.end());
  EXPECT_GT(largest, 0.04);
  EXPECT_LT(largest, 0.1);
}

}  // namespace
}  // namespace supreme
