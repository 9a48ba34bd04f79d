#include "synth/rhythm/conduction.h"

#include <algorithm>
#include <cmath>

#include "synth/rhythm/clock.h"

namespace supreme {
namespace {

using enum Finding;

constexpr double kRoomAfterPrS = 0.19;  // between a QRS and the next P, at least
constexpr double kShortestNormalPrS = 0.124;
constexpr double kLongestNormalPrS = 0.195;

// Runs of beats whose impulse misses the accessory pathway: PR normal, no delta wave.
void ReleaseFromPathway(double node_pr_s, Rng& rng, BeatPlan& plan) {
  const double free_share = rng.Uniform(0.15, 0.4);
  bool free = false;
  for (Beat& beat : plan.beats) {
    // Mean run length of pre-excited beats about 4.
    free = free ? rng.Bernoulli(0.7) : rng.Bernoulli(0.3 * free_share / (1.0 - free_share));
    if (!free) continue;
    beat.conduction = 0.0;
    beat.qrs_s = beat.p_s + node_pr_s;
  }
}

double ShortestInterval(const std::vector<double>& times_s) {
  double shortest_s = 1e9;
  for (size_t i = 1; i < times_s.size(); ++i) {
    shortest_s = std::min(shortest_s, times_s[i] - times_s[i - 1]);
  }
  return shortest_s;
}

struct Cycle {
  size_t length = 4;  // P waves; the last one is not conducted
  double first_step_s = 0.06;
};

// PR grows by ever smaller steps, so that RR shortens before the pause (Wenckebach's period).
void WenckebachCycle(const Cycle& cycle, size_t begin, BeatPlan& plan, Rng& rng) {
  double pr_s = plan.pr_s;
  double step_s = cycle.first_step_s * rng.Uniform(0.9, 1.1);
  for (size_t k = 0; k < cycle.length && begin + k < plan.beats.size(); ++k) {
    Beat& beat = plan.beats[begin + k];
    if (k + 1 == cycle.length) {
      beat = LonePWave(beat.p_s, beat.atrial);
      beat.made_by = kWenckebach;
    } else {
      beat.qrs_s = beat.p_s + pr_s;
      pr_s += step_s;
      step_s *= rng.Uniform(0.45, 0.65);
    }
  }
}

size_t LongestCycle(const RhythmCase& rhythm, const BeatPlan& plan) {
  const double room = (rhythm.duration_s - 2.5) / plan.rr_s;
  return static_cast<size_t>(std::clamp(room, 3.0, 7.0));
}

void Wenckebach(const RhythmCase& rhythm, Rng& rng, BeatPlan& plan) {
  const double severity = rhythm.Severity(kWenckebach);
  const size_t longest = LongestCycle(rhythm, plan);
  const auto typical = static_cast<size_t>(std::lround(6.0 - 3.0 * severity));
  const size_t length = std::clamp<size_t>(typical, 3, longest);
  // The last PR of a cycle must still leave its P clear of the QRS before.
  const double room_s = std::max(0.07, plan.rr_s - plan.pr_s - kRoomAfterPrS);
  Cycle cycle;
  cycle.first_step_s = std::min(rng.Uniform(0.05, 0.11), 0.5 * room_s);
  size_t begin = 0;
  cycle.length = 3 + rng.Index(length - 2);
  while (begin < plan.beats.size()) {
    WenckebachCycle(cycle, begin, plan, rng);
    begin += cycle.length;
    const size_t change = rng.Index(5);  // cycles of one patient differ by one at times
    cycle.length = length;
    if (change == 0 && length > 3) --cycle.length;
    if (change == 1 && length < longest) ++cycle.length;
  }
}

void DropSingly(const RhythmCase& rhythm, Rng& rng, BeatPlan& plan) {
  const double severity = rhythm.Severity(kMobitz2);
  const size_t longest = LongestCycle(rhythm, plan);
  const size_t shortest = severity > 0.6 ? 3 : 4;
  size_t next = rng.Index(longest);
  for (size_t i = 0; i < plan.beats.size(); ++i) {
    if (i != next) continue;
    plan.beats[i] = LonePWave(plan.beats[i].p_s, plan.beats[i].atrial);
    plan.beats[i].made_by = kMobitz2;
    const size_t span = longest > shortest ? longest - shortest + 1 : 1;
    next = i + shortest + rng.Index(span);
  }
}

void DropEveryOther(Rng& rng, BeatPlan& plan) {
  const size_t parity = rng.Index(2);
  // P waves around a QRS come a little sooner than those without one between (ventriculophasic).
  const double phasic_s = plan.rr_s * rng.Uniform(0.0, 0.03);
  for (size_t i = 0; i < plan.beats.size(); ++i) {
    if (i % 2 == parity) continue;
    plan.beats[i] = LonePWave(plan.beats[i].p_s - phasic_s, plan.beats[i].atrial);
    plan.beats[i].made_by = kTwoToOneAvBlock;
  }
}

void MeasurePr(const RhythmCase& rhythm, BeatPlan& plan) {
  double sum = 0.0;
  int count = 0;
  for (const Beat& beat : plan.beats) {
    if (!beat.has_p || !beat.has_qrs || beat.p_s < 0.0 || beat.qrs_s > rhythm.duration_s) continue;
    sum += beat.qrs_s - beat.p_s;
    ++count;
  }
  if (count > 0) plan.pr_s = sum / count;
}

}  // namespace

double DrawPr(const RhythmCase& rhythm, double rr_s, Rng& rng) {
  if (rhythm.Has(kFirstDegreeAvBlock)) {
    const double severity = rhythm.Severity(kFirstDegreeAvBlock);
    const double wanted_s = 0.209 + 0.125 * severity + std::abs(rng.Normal(0.0, 0.004)) +
                            severity * rng.Normal(0.0, 0.01);
    // At a fast rate P would hide under the T wave before it.
    return std::max(0.207, std::min({wanted_s, rr_s - kRoomAfterPrS, 0.40 * rr_s}));
  }
  if (rhythm.Has(kWpw)) {
    const double typical_s = 0.112 - 0.030 * rhythm.Severity(kWpw);
    return std::clamp(typical_s + rng.Normal(0.0, 0.003), 0.075, 0.115);
  }
  if (rhythm.Has(kShortPr)) {
    const double typical_s = 0.113 - 0.025 * rhythm.Severity(kShortPr);
    return std::clamp(typical_s + rng.Normal(0.0, 0.002), 0.080, 0.116);
  }
  // Longer with age, shorter with rate (Soliman et al., NHANES III; normal 120–200 ms).
  const double mean_s = 0.157 + 0.00035 * (rhythm.patient.age_years - 50) +
                        (rhythm.patient.sex == Sex::kMale ? 0.003 : -0.003) -
                        0.00030 * (60.0 / rr_s - 70.0);
  const double drawn_s = mean_s + 0.018 * rhythm.pr_deviation + rng.Normal(0.0, 0.004);
  // No heap of equal values at the limits.
  if (drawn_s < kShortestNormalPrS) return kShortestNormalPrS + rng.Uniform(0.0, 0.015);
  if (drawn_s > kLongestNormalPrS) return kLongestNormalPrS - rng.Uniform(0.0, 0.015);
  return drawn_s;
}

double ShortestRr(const RhythmCase& rhythm) {
  if (rhythm.Has(kFirstDegreeAvBlock)) return 0.207 + kRoomAfterPrS;
  if (HasDroppingBlock(rhythm)) return 0.48;
  return 0.0;
}

double AvoidWholeRatio(double rr_s, double other_rr_s) {
  const double ratio = std::max(rr_s, other_rr_s) / std::min(rr_s, other_rr_s);
  return std::abs(ratio - std::round(ratio)) < 0.06 ? 1.08 * rr_s : rr_s;
}

void Conduct(const RhythmCase& rhythm, const std::vector<double>& qrs_times_s, AtrialKind kind,
             Rng& rng, BeatPlan& plan) {
  if (rhythm.Has(kFirstDegreeAvBlock)) {
    // Where RR swings, the shortest cycle must have room for the long PR, too.
    const double room_s = ShortestInterval(qrs_times_s) - 0.13;
    plan.pr_s = std::max(0.207, std::min(plan.pr_s, room_s));
  }
  plan.beats.reserve(qrs_times_s.size() + 16);
  for (const double time_s : qrs_times_s) {
    const double jitter_s = 0.0012 * std::clamp(rng.Normal(), -2.5, 2.5);
    plan.beats.push_back(ConductedBeat(time_s, plan.pr_s + jitter_s, kind));
  }
  if (rhythm.Has(kWpw) && rng.Bernoulli(0.25 * (1.0 - rhythm.Severity(kWpw)))) {
    ReleaseFromPathway(plan.pr_s + rng.Uniform(0.03, 0.06), rng, plan);
  }
}

bool HasDroppingBlock(const RhythmCase& rhythm) {
  return rhythm.diagnosis.findings.HasAny({kWenckebach, kMobitz2, kTwoToOneAvBlock});
}

void DropBeats(const RhythmCase& rhythm, Rng& rng, BeatPlan& plan) {
  if (rhythm.Has(kWenckebach)) {
    Wenckebach(rhythm, rng, plan);
  } else if (rhythm.Has(kMobitz2)) {
    DropSingly(rhythm, rng, plan);
  } else {
    DropEveryOther(rng, plan);
  }
  SortBeats(plan);
  MeasurePr(rhythm, plan);
  plan.rr_s = MeanRr(plan, rhythm.duration_s);
}

void Dissociate(const RhythmCase& rhythm, Rng& rng, BeatPlan& plan) {
  for (const Beat& beat : plan.beats) {
    if (beat.has_p) plan.free_atria.push_back(LonePWave(beat.p_s, beat.atrial));
  }
  const double severity = rhythm.Severity(kThirdDegreeAvBlock);
  const bool ventricular = rhythm.Has(kVentricularEscape) || rng.Bernoulli(0.15 + 0.55 * severity);
  const double rate =
      ventricular ? rng.Normal(37.0 - 5.0 * severity, 3.5) : rng.Normal(51.0 - 8.0 * severity, 3.5);
  // Faster than the atria it would be a usurping rhythm, not an escape.
  const double atrial_limit = plan.free_atria.empty() ? 57.0 : 0.85 * plan.atrial_rate_bpm;
  const double highest = std::min(ventricular ? 44.0 : 57.0, atrial_limit);
  plan.rr_s = 60.0 / std::clamp(rate, std::min(24.0, highest), highest);
  if (!plan.free_atria.empty()) {
    plan.rr_s = AvoidWholeRatio(plan.rr_s, 60.0 / plan.atrial_rate_bpm);
  }
  plan.pr_s = 0.0;
  plan.pause = PauseKind::kReset;
  plan.time_quantum_s = 0.0;
  plan.beats.clear();
  const auto kind = ventricular ? VentricularKind::kEscape : VentricularKind::kConducted;
  for (const double time_s : RegularClock(rhythm, plan.rr_s, rng.Uniform(0.004, 0.02), rng)) {
    plan.beats.push_back(LoneQrs(time_s, kind));
  }
}

}  // namespace supreme
