#include <algorithm>
#include <cmath>

#include "synth/rhythm/base_rhythm.h"
#include "synth/rhythm/clock.h"
#include "synth/rhythm/conduction.h"

namespace supreme {
namespace {

using enum Finding;

double DrawSinusRate(const RhythmCase& rhythm, Finding base, Rng& rng) {
  const double severity = rhythm.Severity(base);
  switch (base) {
    case kSinusBradycardia:
      return std::clamp(56.0 - 18.0 * severity + rng.Normal(0.0, 1.5), 35.0, 58.6);
    case kSinusTachycardia: {
      const double highest = 210.0 - rhythm.patient.age_years;
      const bool extra = rhythm.diagnosis.findings.HasAny(
          {kPac, kPvc, kJunctionalPremature, kAtrialBigeminy, kVentricularBigeminy,
           kVentricularTrigeminy, kVentricularCouplet, kParoxysmalSvt, kNonsustainedVt});
      const double rate =
          104.5 + 48.0 * severity * severity + rng.Normal(0.0, 2.0 + 4.0 * severity);
      return std::clamp(rate, 102.0, extra ? 125.0 : highest);
    }
    case kSinusArrhythmia: {
      // PTB-XL folds 1–4: 52 to 70, median 61.
      double rate = 0.0;
      do {
        rate = 61.5 * std::exp(rng.Normal(0.0, 0.11));
      } while (rate < 50.5 || rate > 90.0);
      return rate;
    }
    default: {
      // PTB-XL folds 1–4: median 70, quartiles 63.8 and 81.5, a twelfth below 57.
      double rate = 0.0;
      do {
        rate = 70.0 * std::exp(rng.Normal(0.0, 0.185));
      } while (rate < 50.5 || rate > 98.4);
      return rate;
    }
  }
}

// Standard deviation / mean of RR. PTB-XL folds 1–4, sinus rhythm: medians 0.043 below 40 years,
// 0.019 at 40–60, 0.022 at 60–75, 0.012 above 75; quartiles about × 0.6 and × 1.7.
double DrawVariation(const RhythmCase& rhythm, double rr_s, Rng& rng) {
  const double age = rhythm.patient.age_years;
  const double median = 0.014 + 0.046 / (1.0 + std::exp((age - 42.0) / 13.0));
  const double rate_factor = std::clamp(std::pow(rr_s / 0.85, 1.5), 0.3, 2.0);
  return std::clamp(median * rate_factor * std::exp(rng.Normal(0.0, 0.6)), 0.003, 0.12);
}

ClockOptions DrawClock(const RhythmCase& rhythm, Finding base, double rr_s, Rng& rng) {
  ClockOptions clock;
  clock.rr_s = rr_s;
  clock.variation = DrawVariation(rhythm, rr_s, rng);
  clock.breathing_share = rng.Uniform(0.25, 0.65);
  clock.slow_share = (1.0 - clock.breathing_share) * rng.Uniform(0.75, 0.97);
  if (base == kSinusArrhythmia) {
    const double severity = rhythm.Severity(base);
    clock.variation = std::max(clock.variation, 0.06);
    clock.breathing_share = rng.Uniform(0.55, 0.85);
    clock.slow_share = (1.0 - clock.breathing_share) * rng.Uniform(0.2, 0.8);
    const double range_s =
        0.173 + 0.36 * severity * std::sqrt(severity) + std::abs(rng.Normal(0.0, 0.02));
    clock.smallest_range_s = std::max(range_s, 0.165 * rr_s);
    clock.largest_range_s = std::min(clock.smallest_range_s + 0.02, 0.75 * rr_s);
  } else {
    clock.largest_range_s = std::max(0.148, 0.138 * rr_s) * rng.Uniform(0.8, 1.2);
  }
  return clock;
}

}  // namespace

BeatPlan MakeSinusRhythm(const RhythmCase& rhythm, Finding base, Rng& rng) {
  BeatPlan plan;
  const double rate = DrawSinusRate(rhythm, base, rng);
  plan.rr_s = std::max(60.0 / rate, ShortestRr(rhythm));
  // Half of the beats are lost: a heart that lives has not too slow a sinus node.
  if (rhythm.Has(kTwoToOneAvBlock)) plan.rr_s = std::min(plan.rr_s, 1.25);
  plan.atrial_rate_bpm = 60.0 / plan.rr_s;
  plan.pr_s = DrawPr(rhythm, plan.rr_s, rng);
  const std::vector<double> times =
      SinusClock(rhythm, DrawClock(rhythm, base, plan.rr_s, rng), rng);
  Conduct(rhythm, times, AtrialKind::kSinus, rng, plan);
  if (HasDroppingBlock(rhythm)) DropBeats(rhythm, rng, plan);
  if (rhythm.Has(kThirdDegreeAvBlock)) Dissociate(rhythm, rng, plan);
  return plan;
}

}  // namespace supreme
