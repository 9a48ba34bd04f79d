#include <gtest/gtest.h>

#include "tests/synth/rhythm/rhythm_reading.h"

namespace supreme {
namespace {

using enum Finding;
using testing::ForSeverities;
using testing::Reading;
using testing::SinusBases;

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

}  // namespace
}  // namespace supreme
