// Drugs, electrolytes, U waves, high, low and flat T waves, and ST elevations without ischaemia.
#pragma once

#include "core/rng.h"
#include "synth/heart/repolarisation.h"
#include "synth/heart/repolarisation_criteria.h"
#include "synth/heart/repolarisation_parts.h"

namespace supreme {

void AddChemistry(const RepolarisationInput& input, const StTMeter& meter, Rng& state,
                  Repolarisation& r);

// Early repolarisation, pericarditis, Brugada pattern.
void AddBenignElevations(const RepolarisationInput& input, const StTMeter& meter, Rng& state,
                         Repolarisation& r);

void AddTSizes(const RepolarisationInput& input, const StTMeter& meter, Rng& state,
               Repolarisation& r);

}  // namespace supreme
