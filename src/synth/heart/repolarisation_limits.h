// Keeps ST and T inside normal limits where no finding takes them out.
#pragma once

#include "core/rng.h"
#include "synth/heart/repolarisation.h"
#include "synth/heart/repolarisation_criteria.h"
#include "synth/heart/repolarisation_parts.h"

namespace supreme {

// Before findings are added: the T of a heart that is not quite well is lower.
void WeakenBackground(const RepolarisationInput& input, Rng& anatomy, Repolarisation& r);

// Before findings are added: raises T and lowers ST of a heart by itself within limits.
void RestrainToNormal(const RepolarisationInput& input, const StTMeter& meter, Rng& anatomy,
                      Repolarisation& r);

}  // namespace supreme
