#include <algorithm>

#include "synth/rhythm/base_rhythm.h"
#include "synth/rhythm/clock.h"
#include "synth/rhythm/conduction.h"

namespace supreme {
namespace {

using enum Finding;

// What the atria do meanwhile: a sinus node of their own.
void AddFreeAtria(const RhythmCase& rhythm, double rate, Rng& rng, BeatPlan& plan) {
  ClockOptions clock;
  clock.rr_s = 60.0 / rate;
  clock.variation = rng.Uniform(0.005, 0.03);
  for (const double time_s : SinusClock(rhythm, clock, rng)) {
    plan.free_atria.push_back(LonePWave(time_s));
  }
  plan.atrial_rate_bpm = rate;
}

struct RateRange {
  double mild = 40.0;    // severity 0
  double marked = 40.0;  // severity 1
  double lowest = 20.0;
  double highest = 230.0;
};

double DrawRate(const RateRange& range, double severity, Rng& rng) {
  const double typical = range.mild + (range.marked - range.mild) * severity;
  const double spread = 0.03 * typical;
  return std::clamp(typical + rng.Normal(0.0, spread), range.lowest, range.highest);
}

RateRange VentricularRange(Finding base) {
  if (base == kVentricularEscapeRhythm) return {42.0, 25.0, 21.0, 44.0};
  if (base == kIdioventricularRhythm) return {62.0, 95.0, 53.0, 107.0};
  return {122.0, 200.0, 114.0, 226.0};
}

}  // namespace

BeatPlan MakeJunctionalRhythm(const RhythmCase& rhythm, Rng& rng) {
  BeatPlan plan;
  const double rate = DrawRate({56.0, 39.0, 36.0, 58.5}, rhythm.Severity(kJunctionalRhythm), rng);
  plan.rr_s = 60.0 / rate;
  plan.pause = PauseKind::kReset;
  // P hidden or absent, before the QRS, or after it.
  const double form = rng.Uniform();
  const bool has_p = form > 0.45;
  const bool before = form > 0.7;
  const double pr_s = before ? rng.Uniform(0.07, 0.115) : -rng.Uniform(0.06, 0.115);
  if (has_p) plan.atrial_rate_bpm = rate;
  if (before) plan.pr_s = pr_s;
  for (const double time_s : RegularClock(rhythm, plan.rr_s, rng.Uniform(0.004, 0.02), rng)) {
    Beat beat = LoneQrs(time_s, VentricularKind::kConducted);
    beat.has_p = has_p;
    beat.p_s = time_s - pr_s + rng.Normal(0.0, 0.001);
    beat.atrial = AtrialKind::kRetrograde;
    plan.beats.push_back(beat);
  }
  return plan;
}

BeatPlan MakeVentricularRhythm(const RhythmCase& rhythm, Finding base, Rng& rng) {
  BeatPlan plan;
  const double rate = DrawRate(VentricularRange(base), rhythm.Severity(base), rng);
  plan.rr_s = 60.0 / rate;
  plan.pause = PauseKind::kReset;
  const bool escape = base == kVentricularEscapeRhythm;
  const auto kind = escape ? VentricularKind::kEscape : VentricularKind::kEctopic;
  const double variation = rng.Uniform(0.004, base == kVentricularTachycardia ? 0.015 : 0.025);
  for (const double time_s : RegularClock(rhythm, plan.rr_s, variation, rng)) {
    plan.beats.push_back(LoneQrs(time_s, kind));
  }
  if (rng.Bernoulli(0.6)) {
    // Isorhythmic to faster; an escape's atria are always faster than it.
    const double lowest = escape ? std::max(48.0, 1.2 * rate) : 50.0;
    const double rate_of_atria = std::clamp(rng.Normal(76.0, 13.0), lowest, 108.0);
    AddFreeAtria(rhythm, 60.0 / AvoidWholeRatio(60.0 / rate_of_atria, plan.rr_s), rng, plan);
  }
  return plan;
}

}  // namespace supreme
