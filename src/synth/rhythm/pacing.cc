#include <algorithm>
#include <array>
#include <cmath>

#include "synth/rhythm/base_rhythm.h"
#include "synth/rhythm/clock.h"
#include "synth/rhythm/conduction.h"

namespace supreme {
namespace {

using enum Finding;

constexpr std::array<double, 8> kProgrammedRates = {60.0, 60.0, 60.0, 65.0, 70.0, 70.0, 75.0, 80.0};

double DrawPacedRate(Rng& rng) {
  double rate = kProgrammedRates[rng.Index(kProgrammedRates.size())];
  if (rng.Bernoulli(0.25)) rate += rng.Uniform(0.0, 25.0);  // rate response
  return rate * rng.Uniform(0.996, 1.004);
}

// What a ventricular pacemaker finds in the atria.
enum class Atria : uint8_t { kTracked, kFibrillation, kFree, kSilent };

Atria DrawAtria(const RhythmCase& rhythm, Rng& rng) {
  if (rhythm.Has(kThirdDegreeAvBlock)) return rng.Bernoulli(0.5) ? Atria::kTracked : Atria::kFree;
  const double draw = rng.Uniform();
  if (draw < 0.40) return Atria::kTracked;
  if (draw < 0.65) return Atria::kFibrillation;
  return draw < 0.85 ? Atria::kFree : Atria::kSilent;
}

Beat PacedBeat(double qrs_s) {
  Beat beat = LoneQrs(qrs_s, VentricularKind::kPaced);
  beat.ventricular_spike = true;
  return beat;
}

// The ventricles' own beats for a while: a demand pacemaker keeps silent, and where both meet they
// fuse.
void LetThrough(const RhythmCase& rhythm, bool with_p, Rng& rng, BeatPlan& plan) {
  const double pr_s = DrawPr(rhythm, plan.rr_s, rng);
  const double middle_s = rng.Uniform(0.1, 0.9) * rhythm.duration_s;
  const size_t count = 1 + rng.Index(3);
  size_t first = 0;
  while (first + 1 < plan.beats.size() && plan.beats[first].qrs_s < middle_s) ++first;
  const bool fused = rng.Bernoulli(0.5);
  for (size_t k = 0; k < count && first + k < plan.beats.size(); ++k) {
    Beat& beat = plan.beats[first + k];
    const bool fusion = fused && k == 0;
    if (!fusion) {
      ShiftFrom(plan, first + k, -plan.rr_s * rng.Uniform(0.03, 0.14));
      beat.ventricular_spike = false;
    }
    beat.ventricular = fusion ? VentricularKind::kFusion : VentricularKind::kConducted;
    if (with_p) {
      beat.has_p = true;
      beat.p_s = beat.qrs_s - pr_s;
      beat.atrial = AtrialKind::kSinus;
    }
  }
}

void AddSlowAtria(const RhythmCase& rhythm, Rng& rng, BeatPlan& plan) {
  plan.atrial_rate_bpm = std::clamp(rng.Normal(72.0, 14.0), 45.0, 105.0);
  ClockOptions clock;
  clock.rr_s = 60.0 / plan.atrial_rate_bpm;
  for (const double time_s : SinusClock(rhythm, clock, rng)) {
    plan.free_atria.push_back(LonePWave(time_s));
  }
}

BeatPlan PaceVentricle(const RhythmCase& rhythm, Rng& rng) {
  BeatPlan plan;
  const Atria atria = DrawAtria(rhythm, rng);
  plan.rr_s = 60.0 / DrawPacedRate(rng);
  std::vector<double> times;
  if (atria == Atria::kTracked) {
    plan.rr_s = 60.0 / std::clamp(rng.Normal(74.0, 10.0), 60.5, 105.0);
    plan.atrial_rate_bpm = 60.0 / plan.rr_s;
    times = SinusClock(rhythm, {.rr_s = plan.rr_s, .variation = rng.Uniform(0.005, 0.025)}, rng);
  } else {
    times = RegularClock(rhythm, plan.rr_s, 0.002, rng);
  }
  const double av_delay_s = rng.Uniform(0.12, 0.195);
  for (const double time_s : times) {
    plan.beats.push_back(PacedBeat(time_s));
    if (atria != Atria::kTracked) continue;
    plan.beats.back().has_p = true;
    plan.beats.back().p_s = time_s - av_delay_s;
  }
  if (atria == Atria::kFibrillation) {
    plan.activity = {AtrialActivity::Kind::kFibrillation, rng.Uniform(4.5, 8.0),
                     0.05 * std::exp(rng.Normal(0.0, 0.4)), 0.0};
    plan.atrial_rate_bpm = 60.0 * plan.activity.rate_hz;
  }
  if (atria == Atria::kFree) AddSlowAtria(rhythm, rng, plan);
  const bool conducts = !rhythm.Has(kThirdDegreeAvBlock) &&
                        (atria == Atria::kFibrillation || atria == Atria::kSilent);
  if (conducts && rng.Bernoulli(0.6 - 0.5 * rhythm.Severity(kPacedVentricular))) {
    LetThrough(rhythm, atria == Atria::kSilent, rng, plan);
  }
  return plan;
}

}  // namespace

BeatPlan MakePacedRhythm(const RhythmCase& rhythm, Finding base, Rng& rng) {
  BeatPlan plan;
  if (base == kPacedVentricular) {
    plan = PaceVentricle(rhythm, rng);
  } else {
    const bool dual = base == kPacedDual;
    plan.rr_s = std::max(60.0 / DrawPacedRate(rng), ShortestRr(rhythm));
    plan.atrial_rate_bpm = 60.0 / plan.rr_s;
    const double pr_s = dual ? rng.Uniform(0.125, 0.195) : DrawPr(rhythm, plan.rr_s, rng);
    if (!dual) plan.pr_s = pr_s;
    for (const double time_s : RegularClock(rhythm, plan.rr_s, 0.002, rng)) {
      const double jitter_s = dual ? 0.0 : 0.0012 * std::clamp(rng.Normal(), -2.5, 2.5);
      Beat beat = ConductedBeat(time_s, pr_s + jitter_s, AtrialKind::kPaced);
      beat.atrial_spike = true;
      beat.ventricular_spike = dual;
      if (dual) beat.ventricular = VentricularKind::kPaced;
      plan.beats.push_back(beat);
    }
    if (!dual && HasDroppingBlock(rhythm)) DropBeats(rhythm, rng, plan);
  }
  plan.atrial_spike_lead_s = rng.Uniform(0.010, 0.030);
  plan.ventricular_spike_lead_s = rng.Uniform(0.003, 0.014);
  plan.pause = PauseKind::kReset;
  return plan;
}

}  // namespace supreme
