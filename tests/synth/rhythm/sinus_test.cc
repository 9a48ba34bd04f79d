#include <gtest/gtest.h>

#include <algorithm>

#include "tests/synth/rhythm/rhythm_reading.h"

namespace supreme {
namespace {

using enum Finding;
using testing::ForSeverities;
using testing::Reading;
using testing::ReadRhythm;

void ExpectSinusP(const Reading& reading) {
  for (const AtrialEvent& p : reading.strip.atrial) ASSERT_EQ(p.kind, AtrialKind::kSinus);
  for (const double pr_s : reading.PrIntervals()) {
    ASSERT_NEAR(1000.0 * pr_s, reading.strip.pr_ms, 6.0);
  }
  EXPECT_EQ(reading.strip.activity.kind, AtrialActivity::Kind::kNone);
}

// A little beyond the criterion of sinus arrhythmia at most: every second normal ECG of PTB-XL
// (folds 1-4) exceeds it.
void ExpectSteady(const Reading& reading) {
  EXPECT_LT(reading.RrRange(), std::max(0.18, 0.17 * reading.MeanRr()));
}

TEST(SinusRhythm, Keeps50To100AndANormalPr) {
  ForSeverities({kSinusRhythm}, [](const Reading& reading) {
    EXPECT_GT(reading.Rate(), 50.0);
    EXPECT_LT(reading.Rate(), 100.0);
    EXPECT_NEAR(reading.MeanRr(), reading.strip.mean_rr_s, 0.012 * reading.MeanRr());
    EXPECT_GE(reading.strip.pr_ms, 120.0);
    EXPECT_LE(reading.strip.pr_ms, 200.0);
    ExpectSinusP(reading);
    ExpectSteady(reading);
  });
}

TEST(SinusBradycardia, StaysBelow60AndSlowsWithSeverity) {
  ForSeverities({kSinusBradycardia}, [](const Reading& reading) {
    EXPECT_LT(reading.Rate(), 59.5);
    EXPECT_GT(reading.Rate(), 33.0);
    ExpectSinusP(reading);
    ExpectSteady(reading);
  });
  EXPECT_NEAR(ReadRhythm({kSinusBradycardia}, 0.0, 1).Rate(), 57.0, 3.5);
  EXPECT_NEAR(ReadRhythm({kSinusBradycardia}, 1.0, 1).Rate(), 38.0, 4.0);
}

TEST(SinusTachycardia, StaysAbove100AndQuickensWithSeverity) {
  ForSeverities({kSinusTachycardia}, [](const Reading& reading) {
    EXPECT_GT(reading.Rate(), 101.0);
    EXPECT_LT(reading.Rate(), 200.0);
    ExpectSinusP(reading);
    ExpectSteady(reading);
  });
  EXPECT_NEAR(ReadRhythm({kSinusTachycardia}, 0.0, 1).Rate(), 104.5, 4.0);
  EXPECT_GT(ReadRhythm({kSinusTachycardia}, 1.0, 1).Rate(), 115.0);
}

TEST(SinusArrhythmia, ChangesRrByMoreThanItsCriterion) {
  ForSeverities({kSinusArrhythmia}, [](const Reading& reading) {
    EXPECT_GT(reading.RrRange(), 0.16);
    EXPECT_GT(reading.RrRange(), 0.15 * reading.MeanRr());
    EXPECT_GT(reading.Rate(), 50.0);
    EXPECT_LT(reading.Rate(), 100.0);
    ExpectSinusP(reading);
  });
}

double MedianVariation(int youngest, int oldest) {
  std::vector<double> variations;
  for (uint64_t seed = 0; seed < 1500; ++seed) {
    const Reading reading = ReadRhythm({kSinusRhythm}, 0.0, seed);
    const int age = reading.patient.age_years;
    if (age >= youngest && age < oldest) variations.push_back(reading.RrVariation());
  }
  std::sort(variations.begin(), variations.end());
  return variations[variations.size() / 2];
}

TEST(SinusRhythm, VariesLessWithAge) {
  const double young = MedianVariation(18, 35);
  const double middle = MedianVariation(45, 60);
  const double old = MedianVariation(75, 90);
  EXPECT_GT(young, 0.028);
  EXPECT_LT(young, 0.060);
  EXPECT_GT(young, 1.3 * middle);
  EXPECT_GT(middle, old);
  EXPECT_GT(old, 0.006);
}

TEST(SinusRhythm, ShortensPrWithRate) {
  double slow = 0.0;
  double fast = 0.0;
  for (uint64_t seed = 0; seed < 300; ++seed) {
    slow += ReadRhythm({kSinusBradycardia}, 0.8, seed).strip.pr_ms / 300.0;
    fast += ReadRhythm({kSinusTachycardia}, 0.8, seed).strip.pr_ms / 300.0;
  }
  EXPECT_GT(slow, fast + 10.0);
}

}  // namespace
}  // namespace supreme
