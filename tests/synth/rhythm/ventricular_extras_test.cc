#include <gtest/gtest.h>

#include <cmath>

#include "tests/synth/rhythm/rhythm_reading.h"

namespace supreme {
namespace {

using enum Finding;
using testing::ForSeverities;
using testing::IsEctopic;
using testing::LongestRow;
using testing::Reading;
using testing::ReadRhythm;
using testing::SinusBases;

TEST(Pvc, IsEarlyWithoutPAndFullySeenAtLeastOnce) {
  for (const Finding base : SinusBases()) {
    SCOPED_TRACE(Info(base).code);
    ForSeverities({base, kPvc}, [](const Reading& reading) {
      EXPECT_GE(reading.CountSeen(VentricularKind::kEctopic), 1);
      for (const VentricularEvent& beat : reading.Beats()) {
        if (!IsEctopic(beat)) continue;
        EXPECT_TRUE(beat.premature);
        EXPECT_LT(beat.rr_before_s, 0.9 * reading.strip.mean_rr_s);
        const double p_s = reading.PBefore(beat.onset_s, 0.15);
        EXPECT_LT(p_s, 0.0) << beat.onset_s;
      }
    });
  }
}

TEST(Pvc, ComesOftenerWhenMarked) {
  double mild = 0.0;
  double marked = 0.0;
  for (uint64_t seed = 0; seed < 100; ++seed) {
    mild += ReadRhythm({kSinusRhythm, kPvc}, 0.0, seed).CountSeen(VentricularKind::kEctopic);
    marked += ReadRhythm({kSinusRhythm, kPvc}, 1.0, seed).CountSeen(VentricularKind::kEctopic);
  }
  EXPECT_LT(mild, 115.0);
  EXPECT_GT(marked, 230.0);
}

TEST(Pvc, IsMostlyFollowedByAFullCompensatoryPause) {
  int compensated = 0;
  int interpolated = 0;
  int all = 0;
  for (uint64_t seed = 0; seed < 400; ++seed) {
    const Reading reading = ReadRhythm({kSinusRhythm, kPvc}, 0.3, seed);
    const std::vector<VentricularEvent> beats = reading.Beats();
    for (size_t i = 1; i + 1 < beats.size(); ++i) {
      if (!IsEctopic(beats[i])) continue;
      const double around_s = beats[i + 1].onset_s - beats[i - 1].onset_s;
      ++all;
      compensated += std::abs(around_s / reading.strip.mean_rr_s - 2.0) < 0.15;
      interpolated += around_s < 1.25 * reading.strip.mean_rr_s;
    }
  }
  EXPECT_GT(compensated, all * 7 / 10);
  EXPECT_LT(compensated, all);
  EXPECT_GT(interpolated, 0);
}

TEST(Pvc, FallsIntoFibrillationFlutterAndPacedRhythms) {
  for (const Finding base : {kAtrialFibrillation, kAtrialFlutter, kPacedVentricular, kPacedDual,
                             kPacedAtrial, kJunctionalRhythm, kEctopicAtrialRhythm}) {
    SCOPED_TRACE(Info(base).code);
    ForSeverities({base, kPvc}, [](const Reading& reading) {
      EXPECT_GE(reading.CountSeen(VentricularKind::kEctopic), 1);
    });
  }
}

TEST(VentricularBigeminy, AlternatesThroughTheRecording) {
  for (const Finding base : {kSinusRhythm, kSinusBradycardia, kAtrialFibrillation}) {
    SCOPED_TRACE(Info(base).code);
    ForSeverities({base, kVentricularBigeminy}, [](const Reading& reading) {
      const std::vector<VentricularEvent> beats = reading.Beats();
      EXPECT_GE(reading.CountSeen(VentricularKind::kEctopic), 2);
      for (size_t i = 1; i < beats.size(); ++i) {
        EXPECT_NE(IsEctopic(beats[i]), IsEctopic(beats[i - 1]));
      }
    });
  }
}

TEST(VentricularTrigeminy, HasTwoNormalBeatsBetween) {
  ForSeverities({kSinusRhythm, kVentricularTrigeminy}, [](const Reading& reading) {
    const std::vector<VentricularEvent> beats = reading.Beats();
    int normal = 99;
    for (size_t i = 0; i < beats.size(); ++i) {
      if (IsEctopic(beats[i])) {
        if (normal < 50) {
          EXPECT_EQ(normal, 2);
        }
        normal = 0;
      } else {
        ++normal;
      }
    }
    EXPECT_GE(reading.CountSeen(VentricularKind::kEctopic), 1);
  });
}

TEST(VentricularCouplet, HasExactlyTwoInARow) {
  for (const Finding base : {kSinusRhythm, kSinusTachycardia, kAtrialFibrillation}) {
    ForSeverities({base, kVentricularCouplet},
                  [](const Reading& reading) { EXPECT_EQ(LongestRow(reading, IsEctopic), 2); });
  }
}

}  // namespace
}  // namespace supreme
