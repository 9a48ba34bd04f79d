#include <algorithm>
#include <array>
#include <cmath>

#include "synth/rhythm/base_rhythm.h"
#include "synth/rhythm/clock.h"
#include "synth/rhythm/conduction.h"

namespace supreme {
namespace {

using enum Finding;

double FibrillationRate(const RhythmCase& rhythm, Rng& rng) {
  if (rhythm.Has(kWpw)) return std::clamp(rng.Normal(175.0, 25.0), 125.0, 235.0);
  const double median = 82.0 + 12.0 * rhythm.Severity(kAtrialFibrillation);
  return std::clamp(median * std::exp(rng.Normal(0.0, 0.29)), 42.0, 185.0);
}

// PTB-XL folds 1–4: 0.12–0.31. A fast ventricle has less room, some look nearly regular.
double FibrillationVariation(const RhythmCase& rhythm, double rate, Rng& rng) {
  const double severity = rhythm.Severity(kAtrialFibrillation);
  const double speed = std::clamp((rate - 110.0) / 60.0, 0.0, 1.0);
  const double typical = 0.155 + 0.09 * severity - 0.07 * speed;
  return std::clamp(typical + rng.Normal(0.0, 0.035), rate > 130.0 ? 0.06 : 0.10, 0.36);
}

}  // namespace

BeatPlan MakeFibrillation(const RhythmCase& rhythm, Rng& rng) {
  BeatPlan plan;
  plan.activity.kind = AtrialActivity::Kind::kFibrillation;
  const double slower_with_age = 0.01 * (rhythm.patient.age_years - 65);
  plan.activity.rate_hz = std::clamp(rng.Normal(6.3 - slower_with_age, 0.8), 4.1, 8.9);
  plan.activity.size_mv = std::clamp(
      (0.045 + 0.05 * rhythm.Severity(kAtrialFibrillation)) * std::exp(rng.Normal(0.0, 0.45)),
      0.015, 0.25);
  plan.atrial_rate_bpm = 60.0 * plan.activity.rate_hz;
  plan.pause = PauseKind::kReset;
  if (rhythm.Has(kThirdDegreeAvBlock)) {
    Dissociate(rhythm, rng, plan);
    return plan;
  }
  const double rate = FibrillationRate(rhythm, rng);
  plan.rr_s = 60.0 / rate;
  const IrregularOptions options{.rr_s = plan.rr_s,
                                 .variation = FibrillationVariation(rhythm, rate, rng),
                                 .shortest_s = rhythm.Has(kWpw) ? 0.21 : 0.29};
  for (const double time_s : IrregularClock(rhythm, options, rng)) {
    plan.beats.push_back(LoneQrs(time_s, VentricularKind::kConducted));
    // Node and pathway share the ventricles differently in each beat.
    if (rhythm.Has(kWpw)) plan.beats.back().conduction = rng.Bernoulli(0.12) ? 0.0 : 1.0;
  }
  return plan;
}

BeatPlan MakeFlutter(const RhythmCase& rhythm, Rng& rng) {
  BeatPlan plan;
  plan.activity.kind = AtrialActivity::Kind::kFlutter;
  const double wave_s = 1.0 / std::clamp(rng.Normal(4.85, 0.32), 4.05, 5.75);
  plan.activity.rate_hz = 1.0 / wave_s;
  plan.activity.size_mv = std::clamp(
      (0.13 + 0.12 * rhythm.Severity(kAtrialFlutter)) * std::exp(rng.Normal(0.0, 0.3)), 0.07, 0.5);
  plan.activity.start_s = rng.Uniform(0.0, wave_s);
  plan.atrial_rate_bpm = 60.0 / wave_s;
  plan.pause = PauseKind::kReset;
  if (rhythm.Has(kThirdDegreeAvBlock)) {
    Dissociate(rhythm, rng, plan);
    return plan;
  }
  plan.time_quantum_s = wave_s;
  constexpr std::array<int, 8> kRatios = {2, 2, 2, 4, 4, 4, 3, 5};
  const bool changing = rng.Bernoulli(0.4);
  int ratio = kRatios[rng.Index(changing ? 7 : 8)];
  const double delay_s = rng.Uniform(0.0, wave_s);
  double wave = -std::ceil(4.0 / wave_s);
  const double last = (1.5 * rhythm.duration_s + 4.0) / wave_s;
  while (wave < last) {
    // The node delays the more the sooner it is asked again.
    const double node_s = (ratio == 2 && changing ? 0.02 : 0.0) + rng.Normal(0.0, 0.003);
    const double time_s = plan.activity.start_s + wave * wave_s + delay_s + node_s;
    plan.beats.push_back(LoneQrs(time_s, VentricularKind::kConducted));
    if (changing && rng.Bernoulli(0.55)) ratio = kRatios[rng.Index(7)];
    wave += ratio;
  }
  plan.rr_s = MeanRr(plan, rhythm.duration_s);
  return plan;
}

BeatPlan MakeReentry(const RhythmCase& rhythm, Finding base, Rng& rng) {
  BeatPlan plan;
  const double rate =
      std::clamp(150.0 + 62.0 * rhythm.Severity(base) + rng.Normal(0.0, 7.0), 142.0, 228.0);
  plan.rr_s = 60.0 / rate;
  plan.atrial_rate_bpm = rate;
  plan.pause = PauseKind::kReset;
  // AVNRT: P within the QRS, or just at its end. AVRT: over the pathway, into the ST segment.
  const bool hidden = base == kAvNodalReentry && rng.Bernoulli(0.6);
  const double rp_s = base == kAvNodalReentry
                          ? rng.Uniform(0.045, 0.078)
                          : std::min(rng.Uniform(0.088, 0.152), plan.rr_s - 0.12);
  for (const double time_s : RegularClock(rhythm, plan.rr_s, rng.Uniform(0.002, 0.010), rng)) {
    Beat beat = LoneQrs(time_s, VentricularKind::kConducted);
    beat.has_p = !hidden;
    beat.p_s = time_s + rp_s + rng.Normal(0.0, 0.001);
    beat.atrial = AtrialKind::kRetrograde;
    plan.beats.push_back(beat);
  }
  return plan;
}

BeatPlan MakeAtrialFocus(const RhythmCase& rhythm, Finding base, Rng& rng) {
  BeatPlan plan;
  const bool fast = base == kAtrialTachycardia;
  const double severity = rhythm.Severity(base);
  const double rate = fast
                          ? std::clamp(119.0 + 75.0 * severity + rng.Normal(0.0, 6.0), 113.0, 214.0)
                          : std::clamp(rng.Normal(71.0, 11.0), 52.0, 97.5);
  plan.rr_s = std::max(60.0 / rate, ShortestRr(rhythm));
  plan.atrial_rate_bpm = 60.0 / plan.rr_s;
  plan.pr_s = DrawPr(rhythm, plan.rr_s, rng);
  if (fast) plan.pr_s = std::min(plan.pr_s, plan.rr_s - 0.13);
  // A focus low in the right atrium is near the node.
  const bool low_focus = !fast && !rhythm.diagnosis.findings.HasAny({kFirstDegreeAvBlock, kWpw});
  if (low_focus && !rhythm.Has(kShortPr)) plan.pr_s = std::max(0.122, plan.pr_s - 0.015);
  ClockOptions clock;
  clock.rr_s = plan.rr_s;
  clock.variation = fast ? rng.Uniform(0.003, 0.012) : rng.Uniform(0.006, 0.03);
  clock.breathing_share = 0.25;
  clock.largest_range_s = std::max(0.03, 0.12 * plan.rr_s);
  const std::vector<double> times = SinusClock(rhythm, clock, rng);
  Conduct(rhythm, times, fast ? AtrialKind::kEctopic : AtrialKind::kRetrograde, rng, plan);
  if (HasDroppingBlock(rhythm)) DropBeats(rhythm, rng, plan);
  if (rhythm.Has(kThirdDegreeAvBlock)) Dissociate(rhythm, rng, plan);
  return plan;
}

BeatPlan MakeWanderingPacemaker(const RhythmCase& rhythm, Rng& rng) {
  BeatPlan plan;
  const double severity = rhythm.Severity(kWanderingPacemaker);
  plan.rr_s = std::max(60.0 / std::clamp(rng.Normal(73.0, 11.0), 52.0, 96.0), ShortestRr(rhythm));
  plan.atrial_rate_bpm = 60.0 / plan.rr_s;
  plan.pr_s = DrawPr(rhythm, plan.rr_s, rng);
  ClockOptions clock;
  clock.rr_s = plan.rr_s;
  clock.variation = rng.Uniform(0.03, 0.05 + 0.06 * severity);
  clock.breathing_share = 0.3;
  clock.slow_share = 0.3;
  // Sinus node, two or three other foci; each keeps the lead for a few beats.
  const size_t foci = 3 + rng.Index(2);
  std::array<double, 4> nearer_s{};
  for (double& nearer : nearer_s) nearer = rng.Uniform(-0.012, 0.035);
  size_t focus = rng.Index(foci);
  const double stays = rng.Uniform(0.35, 0.65);
  int stayed = 0;
  // A long PR keeps beyond 200 ms at every focus, a normal one below.
  const bool long_pr = rhythm.Has(kFirstDegreeAvBlock);
  const double shortest_s = long_pr ? 0.206 : std::min(0.122, plan.pr_s);
  const double longest_s = long_pr ? 0.4 : 0.196;
  for (const double time_s : SinusClock(rhythm, clock, rng)) {
    // At most three beats each, in turn: three shapes show within 10 s.
    const bool moves = ++stayed > 3 || !rng.Bernoulli(stays);
    if (moves) {
      focus = (focus + 1) % foci;
      stayed = 1;
    }
    const double pr_s = plan.pr_s - nearer_s[focus] + rng.Normal(0.0, 0.002);
    const AtrialKind kind = focus == 0 ? AtrialKind::kSinus : AtrialKind::kEctopic;
    plan.beats.push_back(ConductedBeat(time_s, std::clamp(pr_s, shortest_s, longest_s), kind));
    plan.beats.back().atrial_focus = static_cast<uint8_t>(focus == 0 ? 0 : focus - 1);
  }
  return plan;
}

}  // namespace supreme
