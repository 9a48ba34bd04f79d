#include <algorithm>
#include <cmath>

#include "synth/rhythm/ectopy.h"
#include "synth/rhythm/extra_kinds.h"

namespace supreme {
using enum Finding;

// Of non-sustained VT or paroxysmal SVT.
void AddRun(const RhythmCase& rhythm, Finding finding, Rng& rng, BeatPlan& plan) {
  const bool ventricular = finding == kNonsustainedVt;
  const double severity = rhythm.Severity(finding);
  const double rate = ventricular ? rng.Uniform(118.0, 190.0) : rng.Uniform(142.0, 205.0);
  const double step_s = std::max(0.27, std::min(60.0 / rate, 0.78 * plan.rr_s));
  const double first_s = DrawCoupling(plan, 0.52, rng);
  const double longest = std::floor((rhythm.duration_s - 3.5) / step_s);
  const double wanted = ventricular ? 3.0 + severity * rng.Uniform(0.0, 7.0)
                                    : 4.0 + severity * rng.Uniform(0.0, 12.0);
  const auto count = static_cast<size_t>(std::clamp(wanted, 3.0, std::max(3.0, longest)));
  const auto sites = PickSites(
      FindSites(rhythm, plan, {.first_s = first_s, .last_s = first_s + 2.0 * step_s + 0.03}), 1,
      rng);
  for (const size_t site : sites) {
    EctopicRun run;
    double time_s = first_s;
    for (size_t k = 0; k < count; ++k) {
      Beat beat = VentricularBeat(time_s, finding);
      if (!ventricular) {
        beat.ventricular = VentricularKind::kConducted;
        beat.premature = k == 0;
        beat.has_p = k == 0 && plan.pr_s > 0.0;
        beat.p_s = time_s - std::min(0.13, time_s - 0.17);
        beat.atrial = AtrialKind::kEctopic;
      }
      run.beats.push_back(beat);
      time_s += step_s * (1.0 + 0.015 * std::clamp(rng.Normal(), -2.0, 2.0));
    }
    run.pause_s = plan.rr_s * rng.Uniform(1.0, 1.5) + 0.1;
    InsertRun(run, site, rng, plan);
  }
}

}  // namespace supreme
