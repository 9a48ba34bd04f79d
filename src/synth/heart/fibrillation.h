// Waves of fibrillating and fluttering atria.
#pragma once

#include "core/rng.h"
#include "synth/heart/render.h"
#include "synth/heart/torso.h"
#include "synth/rhythm/strip.h"

namespace supreme {

// Adds f waves (4–9 Hz, never twice the same, largest in V1) or flutter waves (a sawtooth, mostly
// negative in II, III, aVF and positive in V1) to `leads`.
void AddAtrialActivity(const AtrialActivity& activity, const Torso& torso, double sample_rate_hz,
                       Rng& rng, CleanLeads& leads);

}  // namespace supreme
