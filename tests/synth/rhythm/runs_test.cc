#include <gtest/gtest.h>

#include "tests/synth/rhythm/rhythm_reading.h"

namespace supreme {
namespace {

using enum Finding;
using testing::ForSeverities;
using testing::IsEctopic;
using testing::LongestRow;
using testing::Reading;

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

}  // namespace
}  // namespace supreme
