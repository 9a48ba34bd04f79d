#include <algorithm>
#include <cmath>

#include "synth/rhythm/ectopy.h"
#include "synth/rhythm/extra_kinds.h"

namespace supreme {
using enum Finding;

void AddPause(const RhythmCase& rhythm, Finding, Rng& rng, BeatPlan& plan) {
  const double severity = rhythm.Severity(kSinusPause);
  const double wanted_s = 2.08 + 1.6 * severity + std::abs(rng.Normal(0.0, 0.08));
  const double longest_s = std::max(2.08, 0.5 * rhythm.duration_s);
  const double pause_s = std::max(std::min(wanted_s, longest_s), 1.3 * plan.rr_s);
  const auto sites =
      PickSites(FindSites(rhythm, plan, {.first_s = 0.25, .last_s = pause_s}), 1, rng);
  for (const size_t site : sites) {
    Beat& next = plan.beats[site + 1];
    ShiftFrom(plan, site + 1, plan.beats[site].qrs_s + pause_s - next.Time());
    next.made_by = kSinusPause;
  }
}

void AddEscape(const RhythmCase& rhythm, Finding finding, Rng& rng, BeatPlan& plan) {
  const bool ventricular = finding == kVentricularEscape;
  const double severity = rhythm.Severity(finding);
  const double typical_s = ventricular ? 1.45 + 0.55 * severity : 1.1 + 0.4 * severity;
  const double late_s =
      std::max(typical_s + rng.Uniform(0.0, 0.15), plan.rr_s * rng.Uniform(1.24, 1.4));
  const double return_s =
      std::max(plan.rr_s * rng.Uniform(0.85, 1.1), plan.pr_s + rng.Uniform(0.35, 0.5));
  const size_t count = rng.Bernoulli(0.5 * severity) ? 2 : 1;
  const auto sites =
      PickSites(FindSites(rhythm, plan, {.first_s = 0.25, .last_s = late_s}), count, rng);
  for (const size_t site : sites) {
    Beat beat =
        LoneQrs(late_s, ventricular ? VentricularKind::kEscape : VentricularKind::kConducted);
    beat.made_by = finding;
    InsertLate(beat, site, return_s, plan);
  }
}

}  // namespace supreme
