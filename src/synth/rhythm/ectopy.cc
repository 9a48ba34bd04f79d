#include "synth/rhythm/ectopy.h"

#include <algorithm>
#include <functional>

namespace supreme {
namespace {

constexpr double kShortestGapS = 0.38;
constexpr double kHiddenPS = 0.36;  // after the last QRS of a run

// The first beat with a QRS after `time_s`; plan.beats.size() when there is none.
size_t NextQrs(const BeatPlan& plan, double time_s) {
  size_t i = 0;
  while (i < plan.beats.size() && !(plan.beats[i].has_qrs && plan.beats[i].qrs_s > time_s)) ++i;
  return i;
}

void ShiftAfter(BeatPlan& plan, double time_s, double shift_s) {
  size_t first = 0;
  while (first < plan.beats.size() && plan.beats[first].Time() <= time_s) ++first;
  ShiftFrom(plan, first, shift_s);
}

// Beats of the base rhythm that find the ventricles refractory: those before the end of the run and
// for `clear_s` after it, and P waves without QRS that it hides.
struct LostTime {
  double first_s = 0.0;  // of the run
  double last_s = 0.0;
  double clear_s = 0.0;
};

void LoseBeats(const LostTime& time, size_t site, BeatPlan& plan) {
  const auto lost = [&](const Beat& beat) {
    if (beat.has_qrs) return beat.qrs_s < time.last_s + time.clear_s;
    return beat.p_s > time.first_s - 0.05 && beat.p_s < time.last_s + kHiddenPS;
  };
  const auto begin = plan.beats.begin() + static_cast<std::ptrdiff_t>(site) + 1;
  plan.beats.erase(std::remove_if(begin, plan.beats.end(), lost), plan.beats.end());
}

// Neither of the base rhythm nor a P wave that its AV block drops.
bool IsExtra(const Beat& beat) {
  const bool dropped = !beat.has_qrs && beat.made_by != Finding::kPac;
  return beat.made_by.has_value() && !dropped;
}

double Gap(const BeatPlan& plan, size_t site) {
  for (size_t i = site + 1; i < plan.beats.size(); ++i) {
    if (plan.beats[i].has_qrs) return plan.beats[i].qrs_s - plan.beats[site].qrs_s;
  }
  return 0.0;
}

}  // namespace

void InsertRun(const EctopicRun& run, size_t site, Rng& rng, BeatPlan& plan) {
  const double base_s = plan.beats[site].qrs_s;
  const double first_s = base_s + run.beats.front().qrs_s;
  const double last_s = base_s + run.beats.back().qrs_s;
  if (!run.interpolated) {
    const bool reset = plan.pause == PauseKind::kReset || run.pause_s.has_value();
    const double clear_s = reset ? 0.05 : std::max(kShortestGapS, 0.6 * plan.rr_s);
    LoseBeats({first_s, last_s, clear_s}, site, plan);
    const size_t next = NextQrs(plan, last_s);
    if (next < plan.beats.size()) {
      const double gap_s = plan.beats[next].qrs_s - last_s;
      const double pause_s = run.pause_s.value_or(plan.rr_s * rng.Uniform(0.98, 1.2));
      if (reset || gap_s < 0.85 * plan.rr_s) ShiftAfter(plan, last_s, pause_s - gap_s);
    }
  }
  for (Beat beat : run.beats) {
    beat.p_s += base_s;
    beat.qrs_s += base_s;
    plan.beats.push_back(beat);
  }
  SortBeats(plan);
}

void InsertPremature(Beat beat, size_t site, double return_s, BeatPlan& plan) {
  beat.p_s += plan.beats[site].qrs_s;
  beat.qrs_s += plan.beats[site].qrs_s;
  const Beat& next = plan.beats[site + 1];
  ShiftFrom(plan, site + 1, beat.p_s + return_s - next.p_s);
  plan.beats.insert(plan.beats.begin() + static_cast<std::ptrdiff_t>(site) + 1, beat);
}

void InsertLate(Beat beat, size_t site, double return_s, BeatPlan& plan) {
  beat.p_s += plan.beats[site].qrs_s;
  beat.qrs_s += plan.beats[site].qrs_s;
  ShiftFrom(plan, site + 1, beat.qrs_s + return_s - plan.beats[site + 1].Time());
  plan.beats.insert(plan.beats.begin() + static_cast<std::ptrdiff_t>(site) + 1, beat);
}

std::vector<size_t> FindSites(const RhythmCase& rhythm, const BeatPlan& plan,
                              const SiteRules& rules) {
  std::vector<size_t> sites;
  for (size_t i = 1; i + 1 < plan.beats.size(); ++i) {
    const Beat& beat = plan.beats[i];
    const Beat& next = plan.beats[i + 1];
    if (!beat.has_qrs || IsExtra(beat) || IsExtra(next) || IsExtra(plan.beats[i - 1])) continue;
    if (rules.needs_p && !(beat.has_p && next.has_p)) continue;
    const bool seen = beat.qrs_s + rules.first_s >= rhythm.VisibleFromS() + 0.02 &&
                      beat.qrs_s + rules.last_s <= rhythm.VisibleToS() - 0.02;
    if (seen && Gap(plan, i) > rules.first_s + 0.06) sites.push_back(i);
  }
  return sites;
}

std::vector<size_t> PickSites(std::vector<size_t> sites, size_t count, Rng& rng) {
  rng.Shuffle(std::span<size_t>(sites));
  std::vector<size_t> picked;
  for (const size_t site : sites) {
    if (picked.size() >= count) break;
    const bool apart = std::all_of(picked.begin(), picked.end(), [site](size_t other) {
      return (site > other ? site - other : other - site) >= 3;
    });
    if (apart) picked.push_back(site);
  }
  std::sort(picked.begin(), picked.end(), std::greater<>());
  return picked;
}

}  // namespace supreme
