#include "synth/rhythm/extra_beats.h"

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

std::vector<Finding> SinusBases() {
  return {kSinusRhythm, kSinusBradycardia, kSinusTachycardia, kSinusArrhythmia};
}

// Longest row of beats for which `is` holds, fully seen.
template <class Is>
int LongestRow(const Reading& reading, Is is) {
  int longest = 0;
  int row = 0;
  for (const VentricularEvent& beat : reading.strip.ventricular) {
    if (!reading.Visible(beat.onset_s)) continue;
    row = is(beat) ? row + 1 : 0;
    longest = std::max(longest, row);
  }
  return longest;
}

bool IsEctopic(const VentricularEvent& beat) { return beat.kind == VentricularKind::kEctopic; }

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

TEST(Pac, IsEarlyAfterAnEarlyEctopicP) {
  for (const Finding base : SinusBases()) {
    SCOPED_TRACE(Info(base).code);
    ForSeverities({base, kPac}, [](const Reading& reading) {
      int seen = 0;
      for (const VentricularEvent& beat : reading.Beats()) {
        if (!beat.premature) continue;
        EXPECT_TRUE(beat.kind == VentricularKind::kConducted ||
                    beat.kind == VentricularKind::kAberrant);
        EXPECT_LT(beat.rr_before_s, 0.86 * reading.strip.mean_rr_s);
        const double p_s = reading.PBefore(beat.onset_s);
        const double pr_s = beat.onset_s - p_s;
        if (beat.onset_s > 0.5) {
          EXPECT_GE(pr_s, 0.1);
          EXPECT_LE(pr_s, 0.36);
        }
        seen += beat.kind == VentricularKind::kConducted && reading.Visible(beat.onset_s);
      }
      EXPECT_GE(seen, 1);
    });
  }
}

TEST(Pac, ResetsTheSinusNode) {
  double sum = 0.0;
  int count = 0;
  for (uint64_t seed = 0; seed < 200; ++seed) {
    const Reading reading = ReadRhythm({kSinusRhythm, kPac}, 0.0, seed);
    const std::vector<VentricularEvent> beats = reading.Beats();
    for (size_t i = 1; i + 1 < beats.size(); ++i) {
      if (!beats[i].premature) continue;
      sum += (beats[i + 1].onset_s - beats[i - 1].onset_s) / reading.strip.mean_rr_s;
      ++count;
    }
  }
  EXPECT_LT(sum / count, 1.85);  // less than compensatory
  EXPECT_GT(sum / count, 1.55);
}

TEST(Pac, IsSometimesBlockedOrAberrant) {
  int blocked = 0;
  int aberrant = 0;
  for (uint64_t seed = 0; seed < 300; ++seed) {
    const Reading reading = ReadRhythm({kSinusRhythm, kPac}, 1.0, seed);
    blocked += reading.DroppedBeats() > 0;
    aberrant += reading.CountSeen(VentricularKind::kAberrant) > 0;
  }
  EXPECT_GT(blocked, 30);
  EXPECT_LT(blocked, 200);
  EXPECT_GT(aberrant, 20);
}

TEST(JunctionalPremature, IsEarlyAndNarrowWithoutALeadingSinusP) {
  ForSeverities({kSinusRhythm, kJunctionalPremature}, [](const Reading& reading) {
    int seen = 0;
    for (const VentricularEvent& beat : reading.Beats()) {
      if (!beat.premature) continue;
      EXPECT_EQ(beat.kind, VentricularKind::kConducted);
      const double p_s = reading.PBefore(beat.onset_s, 0.3);
      if (p_s > 0.0) {
        EXPECT_LT(beat.onset_s - p_s, 0.12);
      }
      seen += reading.Visible(beat.onset_s);
    }
    EXPECT_GE(seen, 1);
  });
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

TEST(AtrialBigeminy, AlternatesSinusAndPrematureBeats) {
  ForSeverities({kSinusRhythm, kAtrialBigeminy}, [](const Reading& reading) {
    const std::vector<VentricularEvent> beats = reading.Beats();
    for (size_t i = 1; i < beats.size(); ++i) {
      EXPECT_NE(beats[i].premature, beats[i - 1].premature);
    }
  });
}

TEST(VentricularCouplet, HasExactlyTwoInARow) {
  for (const Finding base : {kSinusRhythm, kSinusTachycardia, kAtrialFibrillation}) {
    ForSeverities({base, kVentricularCouplet},
                  [](const Reading& reading) { EXPECT_EQ(LongestRow(reading, IsEctopic), 2); });
  }
}

TEST(NonsustainedVt, HasARunOfThreeOrMoreFasterThan100) {
  for (const Finding base : {kSinusRhythm, kSinusTachycardia, kAtrialFibrillation}) {
    ForSeverities({base, kNonsustainedVt}, [](const Reading& reading) {
      EXPECT_GE(LongestRow(reading, IsEctopic), 3);
      EXPECT_GE(reading.CountSeen(VentricularKind::kConducted), 2);
      const std::vector<VentricularEvent> beats = reading.Beats();
      for (size_t i = 1; i < beats.size(); ++i) {
        const bool within = IsEctopic(beats[i]) && IsEctopic(beats[i - 1]);
        if (within) {
          EXPECT_LT(beats[i].rr_before_s, 0.6);
        }
      }
    });
  }
}

TEST(ParoxysmalSvt, HasANarrowRunFasterThan130) {
  for (const Finding base : {kSinusRhythm, kSinusBradycardia}) {
    ForSeverities({base, kParoxysmalSvt}, [](const Reading& reading) {
      const int fast = LongestRow(reading, [](const VentricularEvent& beat) {
        return beat.kind == VentricularKind::kConducted && beat.rr_before_s < 60.0 / 130.0;
      });
      EXPECT_GE(fast, 2);  // intervals: three beats
      EXPECT_GT(reading.Rr().size(), 3U);
    });
  }
}

TEST(SinusPause, LastsTwoSecondsOrMoreWithoutP) {
  for (const Finding base : SinusBases()) {
    SCOPED_TRACE(Info(base).code);
    ForSeverities({base, kSinusPause}, [](const Reading& reading) {
      const std::vector<VentricularEvent> beats = reading.Beats();
      int pauses = 0;
      for (size_t i = 1; i < beats.size(); ++i) {
        if (beats[i].rr_before_s < 2.0) continue;
        ++pauses;
        int p_waves = 0;
        for (const AtrialEvent& p : reading.strip.atrial) {
          p_waves += p.onset_s > beats[i - 1].onset_s && p.onset_s < beats[i].onset_s;
        }
        EXPECT_EQ(p_waves, 1);  // the one that ends it
      }
      EXPECT_GE(pauses, 1);
    });
  }
}

void ExpectEscape(Finding finding, VentricularKind kind, double shortest_s) {
  for (const Finding base : {kSinusRhythm, kSinusBradycardia}) {
    SCOPED_TRACE(Info(base).code);
    ForSeverities({base, finding}, [&](const Reading& reading) {
      int escapes = 0;
      for (const VentricularEvent& beat : reading.Beats()) {
        const bool late =
            beat.rr_before_s > 1.18 * reading.strip.mean_rr_s && beat.rr_before_s >= shortest_s;
        const bool without_p = reading.PBefore(beat.onset_s, 0.5) < 0.0;
        escapes += late && without_p && beat.kind == kind && reading.Visible(beat.onset_s);
      }
      EXPECT_GE(escapes, 1);
    });
  }
}

TEST(EscapeBeats, AreLateAndWithoutP) {
  ExpectEscape(kJunctionalEscape, VentricularKind::kConducted, 1.05);
  ExpectEscape(kVentricularEscape, VentricularKind::kEscape, 1.4);
}

TEST(ExtraBeats, ShowAllOfSeveralFindings) {
  ForSeverities({kSinusRhythm, kPvc, kPac, kJunctionalEscape}, [](const Reading& reading) {
    EXPECT_GE(reading.CountSeen(VentricularKind::kEctopic), 1);
    const std::vector<VentricularEvent> beats = reading.Beats();
    EXPECT_TRUE(std::any_of(beats.begin(), beats.end(), [](const VentricularEvent& beat) {
      return beat.premature && beat.kind == VentricularKind::kConducted;
    }));
  });
}

}  // namespace
}  // namespace supreme
