// Hum of the power line: 50 or 60 Hz with harmonics, coming and going slowly.
#pragma once

#include "core/rng.h"
#include "synth/recorder/electrodes.h"

namespace supreme {

struct Mains {
  double frequency_hz = 50.0;  // of the room, also where nothing is heard of it
  PerElectrode deviation_uv{};
};

// Adds to [9][samples], µV. Nothing is added where the sample rate cannot carry it.
Mains AddMains(double sample_rate_hz, double level, Rng& rng, ElectrodeRows& rows);

}  // namespace supreme
