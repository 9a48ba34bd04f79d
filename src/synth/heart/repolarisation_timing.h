// How long repolarisation lasts and where its parts lie in time.
#pragma once

#include "core/rng.h"
#include "synth/heart/repolarisation.h"
#include "synth/heart/repolarisation_parts.h"

namespace supreme {

// QTc limits by Bazett, ms (AHA/ACCF/HRS 2009 part IV, doi 10.1161/CIRCULATIONAHA.108.191096).
double LongQtLimitMs(Sex sex);

// Sets qrs_ms, qt_ms, t_peak_ms and the timing of all parts; the patterns stay empty.
Repolarisation MakeTiming(const RepolarisationInput& input, double qrs_ms, Rng& anatomy,
                          Rng& state);

}  // namespace supreme
