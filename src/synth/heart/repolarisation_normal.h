// ST segment and T wave of a healthy heart.
#pragma once

#include "core/rng.h"
#include "synth/heart/repolarisation.h"
#include "synth/heart/repolarisation_parts.h"

namespace supreme {

// Typical T of a grown-up, mV at its peak: what lower and higher T waves are measured by.
const LeadPattern& MeanTPattern();

// Fills kSt, kT and kTail. T follows the QRS, rate, age and sex, and differs between patients.
void AddNormalStT(const RepolarisationInput& input, Rng& anatomy, Rng& state, Repolarisation& r);

}  // namespace supreme
