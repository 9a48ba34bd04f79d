// The ventricles' depolarisation: normal, through one bundle branch only, large, flat, turned.
#pragma once

#include <vector>

#include "core/rng.h"
#include "synth/finding.h"
#include "synth/patient.h"
#include "synth/projection.h"
#include "synth/wave.h"

namespace supreme {

struct Qrs {
  double duration_ms = 90.0;
  std::vector<Wave> waves;  // times from QRS onset
};

// Widths: normal < 110 ms, bundle branch block ≥ 120 ms (AHA/ACCF/HRS 2009). The axis (−30…−90° is
// left deviation), the largest limb-lead QRS (< 0.5 mV is low voltage) and the Sokolow–Lyon
// index (> 3.5 mV is LVH) are brought to values on the findings' side of their limits.
Qrs MakeQrs(const Patient& patient, const FindingSet& findings, const Projection& projection,
            Rng& anatomy);

}  // namespace supreme
