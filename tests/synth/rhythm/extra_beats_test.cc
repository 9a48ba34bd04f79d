#include "synth/rhythm/extra_beats.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/synth/rhythm/rhythm_reading.h"

namespace supreme {
namespace {

using enum Finding;
using testing::ForSeverities;
using testing::IsEctopic;
using testing::LongestRow;
using testing::Reading;

TEST(ExtraBeats, ShowAllOfSeveralFindings) {
  ForSeverities({kSinusRhythm, kPvc, kPac, kJunctionalEscape}, [](const Reading& reading) {
    EXPECT_GE(reading.CountSeen(VentricularKind::kEctopic), 1);
    const std::vector<VentricularEvent> beats = reading.Beats();
    EXPECT_TRUE(std::any_of(beats.begin(), beats.end(), [](const VentricularEvent& beat) {
      return beat.premature && beat.kind == VentricularKind::kConducted;
    }));
  });
}

TEST(ExtraBeats, RunBesideAPattern) {
  ForSeverities({kSinusRhythm, kVentricularBigeminy, kNonsustainedVt}, [](const Reading& reading) {
    EXPECT_GE(LongestRow(reading, IsEctopic), 3);
    EXPECT_GE(reading.CountSeen(VentricularKind::kEctopic), 5);
  });
}

}  // namespace
}  // namespace supreme
