#include <gtest/gtest.h>

#include "tests/synth/rhythm/rhythm_reading.h"

namespace supreme {
namespace {

using enum Finding;
using testing::ForSeverities;
using testing::Reading;
using testing::ReadRhythm;
using testing::SinusBases;

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

TEST(AtrialBigeminy, AlternatesSinusAndPrematureBeats) {
  ForSeverities({kSinusRhythm, kAtrialBigeminy}, [](const Reading& reading) {
    const std::vector<VentricularEvent> beats = reading.Beats();
    for (size_t i = 1; i < beats.size(); ++i) {
      EXPECT_NE(beats[i].premature, beats[i - 1].premature);
    }
  });
}

}  // namespace
}  // namespace supreme
