#include "synth/rhythm.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace supreme {
namespace {

using enum Finding;
constexpr double kTwoPi = 2.0 * std::numbers::pi;
constexpr double kShortestCouplingS = 0.36;

double DrawRate(const FindingSet& findings, Rng& rng) {
  if (findings.Has(kSinusBradycardia)) return rng.Uniform(42.0, 58.5);
  if (findings.Has(kSinusTachycardia)) {
    return rng.Uniform(102.0, findings.Has(kPvc) ? 118.0 : 145.0);
  }
  if (findings.Has(kAtrialFibrillation)) {
    return std::clamp(rng.Normal(92.0, 24.0), 50.0, findings.Has(kPvc) ? 110.0 : 155.0);
  }
  return std::clamp(rng.Normal(74.0, 10.0), 61.5, 98.0);
}

double NextRr(const RhythmPlan& plan, double time_s, double phase, Rng& rng) {
  if (plan.fibrillation) {
    const double spread = plan.irregular_fraction;
    const double rr = plan.mean_rr_s * std::exp(spread * rng.Normal() - spread * spread / 2.0);
    return std::clamp(rr, 0.32, 2.2);
  }
  const double breathing =
      plan.respiratory_fraction * std::sin(kTwoPi * plan.respiratory_hz * time_s + phase);
  const double jitter = plan.jitter_fraction * std::clamp(rng.Normal(), -2.5, 2.5);
  return plan.mean_rr_s * (1.0 + breathing + jitter);
}

// Turns `count` well separated beats inside the recording into premature ones.
void InsertEctopics(int count, double duration_s, std::vector<Beat>& beats, Rng& rng) {
  std::vector<size_t> candidates;
  for (size_t i = 1; i + 1 < beats.size(); ++i) {
    const double coupling_s = std::max(kShortestCouplingS, 0.55 * beats[i].rr_before_s);
    const double earliest_s = beats[i - 1].onset_s + coupling_s;
    // Nothing is premature after a short RR.
    if (coupling_s > 0.8 * beats[i].rr_before_s) continue;
    if (earliest_s > 0.3 && beats[i].onset_s < duration_s - 0.5) candidates.push_back(i);
  }
  rng.Shuffle(std::span<size_t>(candidates));
  std::vector<size_t> chosen;
  for (const size_t i : candidates) {
    if (chosen.size() >= static_cast<size_t>(count)) break;
    const bool apart = std::all_of(chosen.begin(), chosen.end(), [i](size_t other) {
      return (i > other ? i - other : other - i) > 1;
    });
    if (apart) chosen.push_back(i);
  }
  for (const size_t i : chosen) {
    const double rr_s = beats[i].rr_before_s;
    const double coupling_s = std::max(kShortestCouplingS, rng.Uniform(0.55, 0.75) * rr_s);
    beats[i].ectopic = true;
    beats[i].has_p = false;  // the sinus P is buried in the wide complex
    beats[i].onset_s = beats[i - 1].onset_s + coupling_s;
    beats[i].rr_before_s = coupling_s;
    beats[i + 1].rr_before_s = beats[i + 1].onset_s - beats[i].onset_s;
  }
}

}  // namespace

RhythmPlan MakeRhythmPlan(const Patient& patient, const FindingSet& findings, Rng& rng) {
  RhythmPlan plan;
  plan.mean_rr_s = 60.0 / DrawRate(findings, rng);
  // Respiratory variability falls with age: from about ± 8 % at 20 to ± 1.5 % at 80.
  const double youth = std::clamp((80.0 - patient.age_years) / 60.0, 0.0, 1.0);
  plan.respiratory_fraction = (0.012 + 0.05 * youth) * rng.Uniform(0.5, 1.5);
  // Stay on the right side of 60 and 100/min.
  const double rate = 60.0 / plan.mean_rr_s;
  const double room = std::min(std::abs(rate - 60.0) / 60.0, std::abs(rate - 100.0) / 100.0);
  plan.respiratory_fraction = std::min(plan.respiratory_fraction, room + 0.01);
  plan.respiratory_hz = rng.Uniform(0.18, 0.33);
  plan.jitter_fraction = rng.Uniform(0.004, 0.012);
  if (findings.Has(kAtrialFibrillation)) {
    plan.fibrillation = true;
    plan.irregular_fraction = rng.Uniform(0.19, 0.28);
    plan.fibrillation_hz = rng.Uniform(4.8, 8.5);
    const double size_mv = std::clamp(rng.Normal(0.05, 0.02), 0.02, 0.10);
    plan.fibrillation_mv = size_mv * Vector3{-0.35, 0.8, -0.75};
  }
  if (findings.Has(kPvc)) plan.ectopic_count = 1 + static_cast<int>(rng.Index(4));
  return plan;
}

std::vector<Beat> MakeBeats(const RhythmPlan& plan, double duration_s, Rng& rng) {
  const double phase = rng.Uniform(0.0, kTwoPi);
  std::vector<Beat> beats;
  double time_s = -1.5 - plan.mean_rr_s * rng.Uniform();
  while (time_s < duration_s + 1.5) {
    const double rr_s = NextRr(plan, time_s, phase, rng);
    time_s += rr_s;
    const double breathing = std::sin(kTwoPi * plan.respiratory_hz * time_s + phase + 0.8);
    beats.push_back({.onset_s = time_s,
                     .rr_before_s = rr_s,
                     .has_p = !plan.fibrillation,
                     .gain = 1.0 + 0.03 * breathing + 0.01 * rng.Normal()});
  }
  const auto wanted = static_cast<int>(std::lround(plan.ectopic_count * duration_s / 10.0));
  if (plan.ectopic_count > 0) InsertEctopics(std::max(wanted, 1), duration_s, beats, rng);
  return beats;
}

void AddFibrillation(const RhythmPlan& plan, Rng& rng, Dipole& dipole) {
  if (!plan.fibrillation) return;
  // Two wave fronts of near frequencies, their phases wandering: never the same twice.
  const Vector3 first = plan.fibrillation_mv;
  const Vector3 second = 0.5 * Vector3{first.z, first.x, first.y};
  const double step = kTwoPi * plan.fibrillation_hz / dipole.sample_rate_hz;
  const double wander = 0.9 * std::sqrt(plan.fibrillation_hz / dipole.sample_rate_hz);
  double phase = rng.Uniform(0.0, kTwoPi);
  double other = rng.Uniform(0.0, kTwoPi);
  for (size_t s = 0; s < dipole.x.size(); ++s) {
    phase += step + wander * (rng.Uniform() - 0.5);
    other += 1.27 * step + wander * (rng.Uniform() - 0.5);
    const double sine = std::sin(phase);
    // The second harmonic makes one flank steeper, as f waves are.
    const double wave = sine + 0.35 * 2.0 * sine * std::cos(phase);
    const double minor = std::sin(other);
    dipole.x[s] += first.x * wave + second.x * minor;
    dipole.y[s] += first.y * wave + second.y * minor;
    dipole.z[s] += first.z * wave + second.z * minor;
  }
}

}  // namespace supreme
