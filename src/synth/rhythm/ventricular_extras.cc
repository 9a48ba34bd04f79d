#include <algorithm>
#include <array>

#include "synth/rhythm/ectopy.h"
#include "synth/rhythm/extra_kinds.h"

namespace supreme {
namespace {

using enum Finding;

EctopicRun SinglePvc(double coupling_s, Finding made_by, Rng& rng, const BeatPlan& plan) {
  EctopicRun run;
  run.beats.push_back(VentricularBeat(coupling_s, made_by));
  // Some reach the atria from below and reset the sinus node.
  if (plan.pause == PauseKind::kCompensatory && plan.rr_s > 0.5 && rng.Bernoulli(0.12)) {
    Beat& beat = run.beats.front();
    beat.has_p = true;
    beat.p_s = coupling_s + rng.Uniform(0.14, 0.22);
    beat.atrial = AtrialKind::kRetrograde;
    run.pause_s = plan.rr_s * rng.Uniform(1.05, 1.2) + 0.1;
  }
  return run;
}

}  // namespace

void AddPvcs(const RhythmCase& rhythm, Finding, Rng& rng, BeatPlan& plan) {
  const double severity = rhythm.Severity(kPvc);
  const std::array<double, 2> coupling_s = {DrawCoupling(plan, 0.5, rng),
                                            DrawCoupling(plan, 0.5, rng)};
  const double longest_s = std::max(coupling_s[0], coupling_s[1]);
  const bool multifocal = rng.Bernoulli(0.1 + 0.3 * severity);
  const bool may_interpolate = plan.rr_s > 0.8 && plan.pause == PauseKind::kCompensatory;
  const bool interpolates = may_interpolate && rng.Bernoulli(0.1);
  const auto sites =
      PickSites(FindSites(rhythm, plan, {.first_s = coupling_s[0], .last_s = longest_s}),
                DrawCount(rhythm, severity, rng), rng);
  for (const size_t site : sites) {
    const size_t focus = multifocal ? rng.Index(2) : 0;
    const double jitter_s = rng.Normal(0.0, 0.010);
    const double shortest_s = std::min(0.3, coupling_s[focus]);
    EctopicRun run = SinglePvc(std::max(shortest_s, coupling_s[focus] + jitter_s), kPvc, rng, plan);
    run.beats.front().focus = static_cast<uint8_t>(focus);
    Beat& next = plan.beats[site + 1];
    const double gap_s = next.qrs_s - plan.beats[site].qrs_s;
    if (interpolates && next.has_qrs && gap_s > 0.8) {
      run = {};
      run.beats.push_back(VentricularBeat(rng.Uniform(0.42, 0.48) * gap_s, kPvc));
      run.interpolated = true;
      // The node is still tired from the impulse that came up from below.
      if (next.has_p) next.qrs_s += rng.Uniform(0.01, 0.05);
    }
    InsertRun(run, site, rng, plan);
  }
}

// Every (`normal_beats` + 1)-th beat is premature, before, in and after the recording.
void AddVentricularPattern(const RhythmCase& rhythm, Finding finding, Rng& rng, BeatPlan& plan) {
  const size_t normal_beats = finding == kVentricularBigeminy ? 1 : 2;
  const double coupling_s = DrawCoupling(plan, 0.5, rng);
  size_t site = rng.Index(normal_beats + 1);
  const double end_s = rhythm.duration_s + 2.0;
  while (site + 2 < plan.beats.size() && plan.beats[site].Time() < end_s) {
    if (!plan.beats[site].has_qrs || plan.beats[site].made_by || plan.beats[site + 1].made_by) {
      ++site;
      continue;
    }
    EctopicRun run;
    run.beats.push_back(
        VentricularBeat(coupling_s + 0.008 * std::clamp(rng.Normal(), -2.0, 2.0), finding));
    InsertRun(run, site, rng, plan);
    site += 1 + normal_beats;
  }
}

void AddCouplets(const RhythmCase& rhythm, Finding, Rng& rng, BeatPlan& plan) {
  const double first_s = DrawCoupling(plan, 0.5, rng);
  const double step_s = std::min(rng.Uniform(0.34, 0.52), 0.76 * plan.rr_s);
  const size_t count = rng.Bernoulli(0.6 * rhythm.Severity(kVentricularCouplet)) ? 2 : 1;
  const auto sites = PickSites(
      FindSites(rhythm, plan, {.first_s = first_s, .last_s = first_s + step_s}), count, rng);
  for (const size_t site : sites) {
    EctopicRun run;
    run.beats.push_back(VentricularBeat(first_s, kVentricularCouplet));
    run.beats.push_back(VentricularBeat(first_s + step_s, kVentricularCouplet));
    InsertRun(run, site, rng, plan);
  }
}

}  // namespace supreme
