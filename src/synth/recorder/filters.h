// The filters of electrocardiographs, run over all eight independent leads at once.
#pragma once

#include <array>

#include "core/rng.h"
#include "synth/recorder/lanes.h"

namespace supreme {

struct FilterSettings {
  double high_pass_hz = 0.05;
  int high_pass_poles = 1;          // 1 or 2
  bool baseline_corrected = false;  // the high-pass runs forwards and backwards: no shift in phase
  double low_pass_hz = 150.0;
  int low_pass_sections = 1;  // of two poles each
  double notch_hz = 0.0;      // 0 = none
  double notch_width_hz = 2.0;
};

// As devices are set: mostly 0.05–150 Hz (AHA/ACC/HRS 2007, doi 10.1161/CIRCULATIONAHA.106.180200),
// some 0.5–40 Hz with a distorted ST segment, some corrected for the baseline.
FilterSettings DrawFilters(double mains_hz, Rng& rng);

// A first-order high-pass that starts as if it had long run at the leads' mean level.
void HighPass(const FilterSettings& settings, double sample_rate_hz, LeadSteps& steps);

// All filters of `settings`. A cut-off that the sample rate cannot carry is left out.
void RunFilters(const FilterSettings& settings, double sample_rate_hz, LeadSteps& steps);

}  // namespace supreme
