#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "tests/synth/rhythm/rhythm_reading.h"

namespace supreme {
namespace {

using enum Finding;
using testing::ForSeverities;
using testing::Mean;
using testing::Reading;
using testing::ReadRhythm;

TEST(AtrialFibrillation, HasNoPAndIrregularRr) {
  ForSeverities({kAtrialFibrillation}, [](const Reading& reading) {
    EXPECT_TRUE(reading.strip.atrial.empty());
    EXPECT_EQ(reading.strip.activity.kind, AtrialActivity::Kind::kFibrillation);
    EXPECT_EQ(reading.strip.pr_ms, 0.0);
    EXPECT_GT(reading.RrVariation(), 0.025);
    if (reading.Rate() < 100.0) {
      EXPECT_GT(reading.RrRange(), 0.1);
    }
  });
}

TEST(AtrialFibrillation, KeepsNoMemoryOfTheIntervalBefore) {
  std::vector<double> products;
  std::vector<double> squares;
  for (uint64_t seed = 0; seed < 200; ++seed) {
    const Reading reading = ReadRhythm({kAtrialFibrillation}, 0.5, seed, 60.0);
    const std::vector<double> rr = reading.Rr();
    const double mean = Mean(rr);
    for (size_t i = 1; i < rr.size(); ++i) {
      products.push_back((rr[i] - mean) * (rr[i - 1] - mean));
      squares.push_back((rr[i] - mean) * (rr[i] - mean));
    }
  }
  EXPECT_NEAR(Mean(products) / Mean(squares), 0.0, 0.05);
}

TEST(AtrialFibrillation, IsSlowOrFast) {
  int slow = 0;
  int fast = 0;
  for (uint64_t seed = 0; seed < 400; ++seed) {
    const double rate = ReadRhythm({kAtrialFibrillation}, 0.5, seed).Rate();
    slow += rate < 60.0;
    fast += rate > 110.0;
  }
  EXPECT_GT(slow, 20);
  EXPECT_GT(fast, 40);
}

TEST(AtrialFibrillation, IsSlowAndRegularWithThirdDegreeBlock) {
  ForSeverities({kAtrialFibrillation, kThirdDegreeAvBlock}, [](const Reading& reading) {
    EXPECT_EQ(reading.strip.activity.kind, AtrialActivity::Kind::kFibrillation);
    EXPECT_LT(reading.Rate(), 60.0);
    EXPECT_LT(reading.RrVariation(), 0.05);
  });
}

TEST(AtrialFlutter, ConductsWholeWaves) {
  std::set<int> ratios;
  ForSeverities({kAtrialFlutter}, [&](const Reading& reading) {
    const double wave_s = 1.0 / reading.strip.activity.rate_hz;
    EXPECT_GE(reading.strip.atrial_rate_bpm, 240.0);
    EXPECT_LE(reading.strip.atrial_rate_bpm, 350.0);
    for (const double rr_s : reading.Rr()) {
      const double waves = rr_s / wave_s;
      EXPECT_NEAR(waves, std::round(waves), 0.25);
      EXPECT_GE(waves, 1.7);
      ratios.insert(static_cast<int>(std::round(waves)));
    }
  });
  EXPECT_EQ(ratios, (std::set<int>{2, 3, 4, 5}));
}

TEST(AvNodalReentry, IsFastAndRegularWithPInOrJustAfterQrs) {
  int without_p = 0;
  ForSeverities({kAvNodalReentry}, [&](const Reading& reading) {
    EXPECT_GE(reading.Rate(), 139.0);
    EXPECT_LE(reading.Rate(), 231.0);
    EXPECT_LT(reading.RrVariation(), 0.03);
    EXPECT_EQ(reading.strip.pr_ms, 0.0);
    without_p += reading.strip.atrial.empty();
    for (const AtrialEvent& p : reading.strip.atrial) {
      EXPECT_EQ(p.kind, AtrialKind::kRetrograde);
    }
  });
  EXPECT_GT(without_p, 150);
  EXPECT_LT(without_p, 400);
}

TEST(AvReentry, HasARetrogradePInTheStSegment) {
  ForSeverities({kAvReentry}, [](const Reading& reading) {
    EXPECT_GE(reading.Rate(), 139.0);
    EXPECT_LE(reading.Rate(), 231.0);
    for (const VentricularEvent& beat : reading.Beats()) {
      const auto p =
          std::find_if(reading.strip.atrial.begin(), reading.strip.atrial.end(),
                       [&](const AtrialEvent& event) { return event.onset_s > beat.onset_s; });
      ASSERT_NE(p, reading.strip.atrial.end());
      EXPECT_GE(p->onset_s - beat.onset_s, 0.08);
      EXPECT_LE(p->onset_s - beat.onset_s, 0.16);
    }
  });
}

TEST(AtrialTachycardia, HasAnEctopicPBeforeEachQrs) {
  ForSeverities({kAtrialTachycardia}, [](const Reading& reading) {
    EXPECT_GE(reading.Rate(), 110.0);
    EXPECT_LE(reading.Rate(), 220.0);
    for (const AtrialEvent& p : reading.strip.atrial) EXPECT_EQ(p.kind, AtrialKind::kEctopic);
    const std::vector<double> intervals = reading.PrIntervals();
    EXPECT_GE(intervals.size() + 3, reading.Beats().size());
    for (const double pr_s : intervals) EXPECT_NEAR(1000.0 * pr_s, reading.strip.pr_ms, 6.0);
  });
}

TEST(EctopicAtrialRhythm, HasInvertedPAtNormalRates) {
  ForSeverities({kEctopicAtrialRhythm}, [](const Reading& reading) {
    EXPECT_GE(reading.Rate(), 50.0);
    EXPECT_LE(reading.Rate(), 100.0);
    EXPECT_GE(reading.strip.pr_ms, 120.0);
    for (const AtrialEvent& p : reading.strip.atrial) EXPECT_EQ(p.kind, AtrialKind::kRetrograde);
  });
}

TEST(WanderingPacemaker, HasAtLeastThreePShapes) {
  int with_three = 0;
  int readings = 0;
  ForSeverities({kWanderingPacemaker}, [&](const Reading& reading) {
    std::set<std::pair<AtrialKind, int>> shapes;
    for (const AtrialEvent& p : reading.strip.atrial) {
      if (p.onset_s > 0.0 && p.onset_s < 9.5) shapes.insert({p.kind, p.focus});
    }
    with_three += shapes.size() >= 3;
    ++readings;
    EXPECT_LT(reading.Rate(), 100.0);
  });
  EXPECT_EQ(with_three, readings);
}

}  // namespace
}  // namespace supreme
