#include "synth/rhythm/ectopy.h"
#include "tests/synth/rhythm/steady_plan.h"

#include <gtest/gtest.h>

namespace supreme {
namespace {

Beat Ectopic(double qrs_s) { return LoneQrs(qrs_s, VentricularKind::kEctopic); }

TEST(InsertRun, ReplacesOneBeatAndKeepsTheSchedule) {
  Rng rng(1);
  BeatPlan plan = SteadyPlan();
  const size_t before = plan.beats.size();
  InsertRun({.beats = {Ectopic(0.6)}}, 5, rng, plan);
  ASSERT_EQ(plan.beats.size(), before);
  EXPECT_DOUBLE_EQ(plan.beats[6].qrs_s, plan.beats[5].qrs_s + 0.6);
  EXPECT_DOUBLE_EQ(plan.beats[7].qrs_s, plan.beats[5].qrs_s + 2.0);
}

TEST(InsertRun, StartsAResetClockAnew) {
  Rng rng(1);
  BeatPlan plan = SteadyPlan();
  plan.pause = PauseKind::kReset;
  InsertRun({.beats = {Ectopic(0.6)}, .pause_s = 1.1}, 5, rng, plan);
  EXPECT_NEAR(plan.beats[7].qrs_s, plan.beats[5].qrs_s + 1.7, 1e-9);
  EXPECT_NEAR(plan.beats[8].qrs_s - plan.beats[7].qrs_s, 1.0, 1e-9);
}

TEST(InsertRun, LosesNoBeatWhenInterpolated) {
  Rng rng(1);
  BeatPlan plan = SteadyPlan();
  const size_t before = plan.beats.size();
  InsertRun({.beats = {Ectopic(0.45)}, .interpolated = true}, 5, rng, plan);
  EXPECT_EQ(plan.beats.size(), before + 1);
  EXPECT_DOUBLE_EQ(plan.beats[7].qrs_s, plan.beats[5].qrs_s + 1.0);
}

TEST(InsertPremature, BringsTheNextPAfterTheReturn) {
  BeatPlan plan = SteadyPlan();
  Beat early = ConductedBeat(0.6, 0.16, AtrialKind::kEctopic);
  InsertPremature(early, 5, 1.05, plan);
  EXPECT_EQ(plan.beats[6].atrial, AtrialKind::kEctopic);
  EXPECT_NEAR(plan.beats[7].p_s, plan.beats[6].p_s + 1.05, 1e-9);
}

TEST(InsertLate, PutsTheNextBeatBehindTheEscape) {
  BeatPlan plan = SteadyPlan();
  InsertLate(LoneQrs(1.5, VentricularKind::kEscape), 5, 0.9, plan);
  EXPECT_NEAR(plan.beats[6].qrs_s, plan.beats[5].qrs_s + 1.5, 1e-9);
  EXPECT_NEAR(plan.beats[7].qrs_s, plan.beats[6].qrs_s + 0.9, 1e-9);
}

TEST(PickSites, KeepsSitesApartAndDescending) {
  Rng rng(3);
  const std::vector<size_t> sites = PickSites({1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, 4, rng);
  for (size_t i = 1; i < sites.size(); ++i) EXPECT_GE(sites[i - 1], sites[i] + 3);
  EXPECT_GE(sites.size(), 2U);
}

}  // namespace
}  // namespace supreme
