// What happens when an electrode moves on the skin or comes off.
#pragma once

#include "core/rng.h"
#include "synth/recorder/electrodes.h"

namespace supreme {

// Adds steps and pops (a jump that dies away) to a small part of all recordings; true when so.
bool AddPops(double sample_rate_hz, double level, Rng& rng, ElectrodeRows& rows);

// One electrode loses contact for part of the recording: its potential drifts and jumps, and it
// picks up whatever is in the air.
void AddContactLoss(double sample_rate_hz, double level, Rng& rng, ElectrodeRows& rows);

}  // namespace supreme
