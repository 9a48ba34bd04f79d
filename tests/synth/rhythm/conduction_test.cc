#include "synth/rhythm/conduction.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/synth/rhythm/rhythm_reading.h"

namespace supreme {
namespace {

using enum Finding;
using testing::ForSeverities;
using testing::Reading;
using testing::ReadRhythm;

TEST(FirstDegreeBlock, HasAPrOver200OnEverySinusRhythm) {
  for (const Finding base : {kSinusRhythm, kSinusBradycardia, kSinusTachycardia, kSinusArrhythmia,
                             kEctopicAtrialRhythm, kPacedAtrial}) {
    SCOPED_TRACE(Info(base).code);
    ForSeverities({base, kFirstDegreeAvBlock}, [](const Reading& reading) {
      EXPECT_GT(reading.strip.pr_ms, 205.0);
      for (const double pr_s : reading.PrIntervals()) {
        EXPECT_GT(pr_s, 0.2);
        EXPECT_NEAR(1000.0 * pr_s, reading.strip.pr_ms, 6.0);
      }
      EXPECT_EQ(reading.DroppedBeats(), 0);
    });
  }
}

TEST(FirstDegreeBlock, GrowsWithSeverity) {
  EXPECT_NEAR(ReadRhythm({kSinusRhythm, kFirstDegreeAvBlock}, 0.0, 4).strip.pr_ms, 212.0, 9.0);
  EXPECT_NEAR(ReadRhythm({kSinusBradycardia, kFirstDegreeAvBlock}, 1.0, 4).strip.pr_ms, 338.0,
              40.0);
}

TEST(ShortPr, StaysBelow120) {
  ForSeverities({kSinusRhythm, kShortPr}, [](const Reading& reading) {
    for (const double pr_s : reading.PrIntervals()) EXPECT_LT(pr_s, 0.120);
    EXPECT_GT(reading.strip.pr_ms, 75.0);
  });
}

TEST(Preexcitation, HasAShortPrUnlessTheBeatMissesThePathway) {
  int intermittent = 0;
  ForSeverities({kSinusRhythm, kWpw}, [&](const Reading& reading) {
    EXPECT_LT(reading.strip.pr_ms, 120.0);
    bool free = false;
    for (const VentricularEvent& beat : reading.Beats()) {
      free = free || beat.conduction == 0.0;
      const double p_s = reading.PBefore(beat.onset_s);
      if (p_s < 0.0) continue;
      if (beat.conduction == 1.0) {
        EXPECT_LT(beat.onset_s - p_s, 0.120);
      } else {
        EXPECT_GT(1000.0 * (beat.onset_s - p_s), reading.strip.pr_ms + 25.0);
      }
    }
    intermittent += free;
  });
  EXPECT_GT(intermittent, 10);
  EXPECT_LT(intermittent, 120);
}

// PR of the conducted P waves in order; 0 stands for a P that is not conducted.
std::vector<double> PrSequence(const Reading& reading) {
  std::vector<double> sequence;
  const std::vector<AtrialEvent>& p = reading.strip.atrial;
  for (size_t i = 0; i + 1 < p.size(); ++i) {
    if (p[i].onset_s < 0.0 || p[i].onset_s > reading.duration_s - 0.4) continue;
    double pr_s = 0.0;
    for (const VentricularEvent& beat : reading.strip.ventricular) {
      const bool between = beat.onset_s > p[i].onset_s && beat.onset_s < p[i + 1].onset_s;
      if (between) pr_s = beat.onset_s - p[i].onset_s;
    }
    sequence.push_back(pr_s);
  }
  return sequence;
}

TEST(Wenckebach, LengthensPrUntilABeatIsDropped) {
  for (const Finding base : {kSinusRhythm, kSinusBradycardia, kSinusTachycardia}) {
    SCOPED_TRACE(Info(base).code);
    ForSeverities({base, kWenckebach}, [](const Reading& reading) {
      const std::vector<double> sequence = PrSequence(reading);
      EXPECT_GE(std::count(sequence.begin(), sequence.end(), 0.0), 1);
      for (size_t i = 1; i < sequence.size(); ++i) {
        const bool both = sequence[i] > 0.0 && sequence[i - 1] > 0.0;
        if (both) {
          EXPECT_GT(sequence[i], sequence[i - 1] + 0.001);
        }
        EXPECT_FALSE(sequence[i] == 0.0 && sequence[i - 1] == 0.0);
      }
      EXPECT_GE(reading.DroppedBeats(), 1);
    });
  }
}

TEST(MobitzTwo, DropsSingleBeatsAtConstantPr) {
  for (const Finding base : {kSinusRhythm, kSinusBradycardia, kSinusTachycardia}) {
    SCOPED_TRACE(Info(base).code);
    ForSeverities({base, kMobitz2}, [](const Reading& reading) {
      const std::vector<double> sequence = PrSequence(reading);
      EXPECT_GE(std::count(sequence.begin(), sequence.end(), 0.0), 1);
      for (size_t i = 0; i < sequence.size(); ++i) {
        if (sequence[i] > 0.0) {
          EXPECT_NEAR(1000.0 * sequence[i], reading.strip.pr_ms, 7.0);
        }
        if (i > 0) {
          EXPECT_GT(sequence[i] + sequence[i - 1], 0.0);
        }
      }
    });
  }
}

TEST(TwoToOneBlock, ConductsEveryOtherP) {
  ForSeverities({kSinusRhythm, kTwoToOneAvBlock}, [](const Reading& reading) {
    const std::vector<double> sequence = PrSequence(reading);
    for (size_t i = 1; i < sequence.size(); ++i) {
      EXPECT_NE(sequence[i] == 0.0, sequence[i - 1] == 0.0);
    }
    EXPECT_NEAR(2.0 * reading.Rate(), reading.strip.atrial_rate_bpm, 4.0);
  });
}

TEST(ThirdDegreeBlock, DissociatesASlowerRegularEscape) {
  int narrow = 0;
  int wide = 0;
  for (const Finding base : {kSinusRhythm, kSinusBradycardia, kSinusTachycardia}) {
    SCOPED_TRACE(Info(base).code);
    ForSeverities({base, kThirdDegreeAvBlock}, [&](const Reading& reading) {
      EXPECT_LT(reading.Rate(), 60.0);
      EXPECT_LT(reading.Rate(), 0.95 * reading.strip.atrial_rate_bpm);
      EXPECT_LT(reading.RrVariation(), 0.06);
      EXPECT_EQ(reading.strip.pr_ms, 0.0);
      EXPECT_FALSE(reading.strip.atrial.empty());
      const VentricularKind kind = reading.strip.ventricular.front().kind;
      (kind == VentricularKind::kEscape ? wide : narrow) += 1;
    });
  }
  EXPECT_GT(narrow, 300);
  EXPECT_GT(wide, 300);
}

TEST(ThirdDegreeBlock, LeavesThePWavesRegular) {
  const Reading reading = ReadRhythm({kSinusRhythm, kThirdDegreeAvBlock}, 0.5, 21);
  std::vector<double> pp;
  for (size_t i = 1; i < reading.strip.atrial.size(); ++i) {
    pp.push_back(reading.strip.atrial[i].onset_s - reading.strip.atrial[i - 1].onset_s);
  }
  const auto [low, high] = std::minmax_element(pp.begin(), pp.end());
  EXPECT_LT(*high - *low, 0.35);
  EXPECT_NEAR(60.0 / testing::Mean(pp), reading.strip.atrial_rate_bpm, 4.0);
}

}  // namespace
}  // namespace supreme
