#include <algorithm>

#include "synth/rhythm/ectopy.h"
#include "synth/rhythm/extra_kinds.h"

namespace supreme {
namespace {

using enum Finding;

// The sinus node starts anew from the premature P, with a short delay.
double ReturnS(const BeatPlan& plan, Rng& rng) { return plan.rr_s * rng.Uniform(0.98, 1.16); }

// P as early as the coupling asks but not in the QRS before; then a PR that still makes the QRS
// premature.
Beat PrematureBeat(const BeatPlan& plan, double coupling_s, Finding made_by) {
  const double pr_s = std::max(plan.pr_s, 0.11);
  const double latest_s = 0.78 * plan.rr_s;
  const double p_s = std::max(std::min(coupling_s, latest_s) - pr_s, 0.19);
  const double room_s = std::max(0.105, latest_s - p_s);
  Beat beat = ConductedBeat(p_s + std::min(pr_s, room_s), 0.0, AtrialKind::kEctopic);
  beat.has_p = true;
  beat.p_s = p_s;
  beat.premature = true;
  beat.made_by = made_by;
  return beat;
}

// An ectopic focus that the base rhythm does not use.
uint8_t FreeFocus(const BeatPlan& plan) {
  uint8_t free = 0;
  for (const Beat& beat : plan.beats) {
    if (beat.has_p && beat.atrial == AtrialKind::kEctopic) {
      free = std::max(free, static_cast<uint8_t>(beat.atrial_focus + 1));
    }
  }
  return free;
}

// So early that the node does not conduct: a P in the T wave and a pause.
Beat BlockedBeat(const BeatPlan& plan, Rng& rng) {
  const double p_s = std::clamp(rng.Uniform(0.33, 0.42) * plan.rr_s, 0.24, 0.40);
  Beat beat = LonePWave(p_s, AtrialKind::kEctopic);
  beat.premature = true;
  beat.made_by = kPac;
  return beat;
}

}  // namespace

void AddPacs(const RhythmCase& rhythm, Finding, Rng& rng, BeatPlan& plan) {
  const double severity = rhythm.Severity(kPac);
  const double coupling_s = DrawCoupling(plan, 0.55, rng);
  const auto sites = PickSites(
      FindSites(rhythm, plan, {.first_s = coupling_s, .last_s = coupling_s + 0.1, .needs_p = true}),
      DrawCount(rhythm, severity, rng), rng);
  const uint8_t focus = FreeFocus(plan);
  for (const size_t site : sites) {
    // The earliest is always a plain one: the finding shows whatever becomes of the others.
    const double fate = site == sites.back() ? 1.0 : rng.Uniform();
    const double jitter_s = rng.Normal(0.0, 0.025);
    Beat beat =
        fate < 0.12 ? BlockedBeat(plan, rng) : PrematureBeat(plan, coupling_s + jitter_s, kPac);
    if (fate > 0.12 && fate < 0.22) beat.ventricular = VentricularKind::kAberrant;
    beat.atrial_focus = focus;
    InsertPremature(beat, site, ReturnS(plan, rng), plan);
  }
}

void AddAtrialBigeminy(const RhythmCase& rhythm, Finding, Rng& rng, BeatPlan& plan) {
  const double coupling_s = DrawCoupling(plan, 0.55, rng);
  const uint8_t focus = FreeFocus(plan);
  size_t site = rng.Index(2);
  while (site + 2 < plan.beats.size() && plan.beats[site].Time() < rhythm.duration_s + 2.0) {
    const Beat& base = plan.beats[site];
    if (!base.has_qrs || base.made_by || plan.beats[site + 1].made_by ||
        !plan.beats[site + 1].has_p) {
      ++site;
      continue;
    }
    const double jitter_s = 0.010 * std::clamp(rng.Normal(), -2.0, 2.0);
    Beat beat = PrematureBeat(plan, coupling_s + jitter_s, kAtrialBigeminy);
    beat.atrial_focus = focus;
    InsertPremature(beat, site, ReturnS(plan, rng), plan);
    site += 2;
  }
}

void AddJunctionalPremature(const RhythmCase& rhythm, Finding, Rng& rng, BeatPlan& plan) {
  const double coupling_s = DrawCoupling(plan, 0.55, rng);
  const auto sites =
      PickSites(FindSites(rhythm, plan, {.first_s = coupling_s, .last_s = coupling_s}),
                DrawCount(rhythm, 0.6 * rhythm.Severity(kJunctionalPremature), rng), rng);
  const double form = rng.Uniform();
  const double rp_s = form < 0.25 ? -rng.Uniform(0.06, 0.10) : rng.Uniform(0.07, 0.12);
  for (const size_t site : sites) {
    EctopicRun run;
    Beat beat = LoneQrs(coupling_s + rng.Normal(0.0, 0.006), VentricularKind::kConducted);
    beat.premature = true;
    beat.made_by = kJunctionalPremature;
    beat.has_p = form < 0.5 && plan.activity.kind == AtrialActivity::Kind::kNone;
    beat.p_s = beat.qrs_s + rp_s;
    beat.atrial = AtrialKind::kRetrograde;
    run.beats.push_back(beat);
    InsertRun(run, site, rng, plan);
  }
}

}  // namespace supreme
