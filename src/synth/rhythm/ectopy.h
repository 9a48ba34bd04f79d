// Putting beats into a plan and moving the others as the heart would.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "synth/rhythm/beat.h"

namespace supreme {

// One or more QRS complexes that the AV node did not lead down.
struct EctopicRun {
  std::vector<Beat> beats;  // qrs_s (and p_s, if any) from the QRS of the beat before the run
  std::optional<double>
      pause_s{};              // from the run to the next beat; else as the plan's clock has it
  bool interpolated = false;  // the next beat comes as if nothing had happened
};

// After plan.beats[site]. Beats that would meet the run, or its refractory time, are lost.
void InsertRun(const EctopicRun& run, size_t site, Rng& rng, BeatPlan& plan);

// A premature P with or without QRS (p_s, qrs_s from the QRS before). It resets the sinus node:
// the next P follows it after `return_s`.
void InsertPremature(Beat beat, size_t site, double return_s, BeatPlan& plan);

// A late beat (qrs_s from the QRS before); all after it follow at `return_s` from it.
void InsertLate(Beat beat, size_t site, double return_s, BeatPlan& plan);

// Where an extra beat may follow.
struct SiteRules {
  double first_s = 0.5;  // from the QRS at the site to the first extra QRS
  double last_s = 0.5;   // … to the last one that must be seen
  bool needs_p = false;  // beats at and after the site have P waves
};
// Indices of beats of the base rhythm followed by another, in order.
std::vector<size_t> FindSites(const RhythmCase& rhythm, const BeatPlan& plan,
                              const SiteRules& rules);

// At most `count` of them, at least three beats apart, in descending order (so that what is
// inserted at one leaves the index of the next alone).
std::vector<size_t> PickSites(std::vector<size_t> sites, size_t count, Rng& rng);

}  // namespace supreme
