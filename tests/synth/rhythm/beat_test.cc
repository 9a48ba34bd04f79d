#include "synth/rhythm/beat.h"
#include "tests/synth/rhythm/steady_plan.h"

#include <gtest/gtest.h>

namespace supreme {
namespace {

TEST(ShiftFrom, MovesFlutterByWholeWaves) {
  BeatPlan plan = SteadyPlan();
  plan.time_quantum_s = 0.2;
  const double before_s = plan.beats[6].qrs_s;
  ShiftFrom(plan, 6, 0.31);
  EXPECT_NEAR(plan.beats[6].qrs_s - before_s, 0.4, 1e-9);
}

TEST(MeanRr, CountsOnlyBeatsInsideTheRecording) {
  BeatPlan plan = SteadyPlan();
  plan.beats.front().qrs_s -= 5.0;
  EXPECT_NEAR(MeanRr(plan, 10.0), 1.0, 1e-9);
}

TEST(MeanRr, FallsBackToThePlanWithoutTwoBeats) {
  BeatPlan plan;
  plan.rr_s = 0.7;
  EXPECT_DOUBLE_EQ(MeanRr(plan, 10.0), 0.7);
}

TEST(SortBeats, OrdersByQrsOrLonePWave) {
  BeatPlan plan;
  plan.beats = {ConductedBeat(2.0, 0.16), LonePWave(1.0), LoneQrs(0.5, VentricularKind::kEscape)};
  SortBeats(plan);
  EXPECT_DOUBLE_EQ(plan.beats[0].Time(), 0.5);
  EXPECT_DOUBLE_EQ(plan.beats[1].Time(), 1.0);
  EXPECT_DOUBLE_EQ(plan.beats[2].Time(), 2.0);
}

}  // namespace
}  // namespace supreme
