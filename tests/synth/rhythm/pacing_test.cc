#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/synth/rhythm/rhythm_reading.h"

namespace supreme {
namespace {

using enum Finding;
using testing::ForSeverities;
using testing::Reading;

bool HasSpike(const Reading& reading, double onset_s, bool atrial) {
  return std::any_of(reading.strip.spikes.begin(), reading.strip.spikes.end(),
                     [&](const PacingSpike& spike) {
                       const double lead_s = onset_s - spike.time_s;
                       return spike.atrial == atrial && lead_s > 0.001 && lead_s < 0.035;
                     });
}

TEST(PacedAtrial, HasASpikeBeforeEachP) {
  ForSeverities({kPacedAtrial}, [](const Reading& reading) {
    ASSERT_FALSE(reading.strip.atrial.empty());
    for (const AtrialEvent& p : reading.strip.atrial) {
      EXPECT_EQ(p.kind, AtrialKind::kPaced);
      EXPECT_TRUE(HasSpike(reading, p.onset_s, true));
    }
    for (const VentricularEvent& beat : reading.Beats()) {
      EXPECT_EQ(beat.kind, VentricularKind::kConducted);
      EXPECT_FALSE(HasSpike(reading, beat.onset_s, false));
    }
    EXPECT_GT(reading.strip.pr_ms, 120.0);
  });
}

TEST(PacedVentricular, HasASpikeBeforeEachPacedOrFusedQrs) {
  int demand = 0;
  int fibrillation = 0;
  ForSeverities({kPacedVentricular}, [&](const Reading& reading) {
    const int paced = reading.CountSeen(VentricularKind::kPaced);
    bool own = false;
    for (const VentricularEvent& beat : reading.Beats()) {
      const bool by_spike = beat.kind != VentricularKind::kConducted;
      EXPECT_EQ(HasSpike(reading, beat.onset_s, false), by_spike);
      own = own || beat.kind != VentricularKind::kPaced;
    }
    EXPECT_GE(paced, 4);
    EXPECT_GE(reading.Rate(), 55.0);
    EXPECT_LE(reading.Rate(), 112.0);
    EXPECT_EQ(reading.strip.pr_ms, 0.0);
    demand += own;
    fibrillation += reading.strip.activity.kind == AtrialActivity::Kind::kFibrillation;
  });
  EXPECT_GT(demand, 30);
  EXPECT_LT(demand, 200);
  EXPECT_GT(fibrillation, 60);
}

TEST(PacedDual, HasSpikesBeforePAndQrs) {
  ForSeverities({kPacedDual}, [](const Reading& reading) {
    for (const AtrialEvent& p : reading.strip.atrial) {
      EXPECT_TRUE(HasSpike(reading, p.onset_s, true));
    }
    for (const VentricularEvent& beat : reading.strip.ventricular) {
      EXPECT_EQ(beat.kind, VentricularKind::kPaced);
      EXPECT_TRUE(HasSpike(reading, beat.onset_s, false));
    }
    EXPECT_LT(reading.RrVariation(), 0.02);
  });
}

TEST(Rhythms, HaveSpikesOnlyWhenPaced) {
  for (const Finding base : {kSinusRhythm, kAtrialFibrillation, kAtrialFlutter}) {
    ForSeverities(
        {base, kPvc}, [](const Reading& reading) { EXPECT_TRUE(reading.strip.spikes.empty()); },
        10);
  }
}

}  // namespace
}  // namespace supreme
