// Repolarisation that follows from an abnormal depolarisation: blocks, pre-excitation, pacing and
// beats from a ventricle.
#pragma once

#include "core/rng.h"
#include "synth/heart/repolarisation.h"
#include "synth/heart/repolarisation_parts.h"

namespace supreme {

// True when the beat's QRS, not the heart muscle, decides ST and T: ischaemia cannot be read then.
bool SecondaryRules(const RepolarisationInput& input);

// ST and T turn against the QRS, or against its late part, in proportion to its area.
void AddSecondaryStT(const RepolarisationInput& input, const std::vector<Wave>& qrs, Rng& anatomy,
                     Repolarisation& r);

}  // namespace supreme
