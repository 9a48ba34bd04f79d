// Pacemakers: series of times whose intervals vary as those of a sinus node, of fibrillating atria,
// or of a regular focus do.
#pragma once

#include <vector>

#include "synth/rhythm/beat.h"

namespace supreme {

struct ClockOptions {
  double rr_s = 0.85;             // exact mean inside the recording
  double variation = 0.02;        // standard deviation / mean of the intervals
  double breathing_share = 0.45;  // of the variance; the rest is slow drift and jitter
  double slow_share = 0.40;
  double smallest_range_s = 0.0;  // longest − shortest interval inside the recording
  double largest_range_s = 1e9;
};

// Times from about −3 s to 1.5 × duration + 4 s (extra beats may pull later ones forward).
std::vector<double> SinusClock(const RhythmCase& rhythm, const ClockOptions& options, Rng& rng);

// Intervals drawn one by one, log-normal, none below shortest_s: no interval tells of the next.
struct IrregularOptions {
  double rr_s = 0.7;
  double variation = 0.2;
  double shortest_s = 0.3;
};
std::vector<double> IrregularClock(const RhythmCase& rhythm, const IrregularOptions& options,
                                   Rng& rng);

// A focus without nerves: `variation` of the intervals is jitter and a slow drift.
std::vector<double> RegularClock(const RhythmCase& rhythm, double rr_s, double variation, Rng& rng);

}  // namespace supreme
