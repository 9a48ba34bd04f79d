// Broken recordings: leads that are flat or clipped.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/rng.h"
#include "synth/recorder/recorder.h"

namespace supreme {

// Twelve leads in µV [12, samples]: flattens leads, for all of the recording or from some time on,
// and notes which.
void FlattenLeads(Rng& rng, Recording& recording);

// Cuts leads at a limit below their peaks, as an amplifier at its end does, and notes which.
void ClipLeads(Rng& rng, Recording& recording);

}  // namespace supreme
