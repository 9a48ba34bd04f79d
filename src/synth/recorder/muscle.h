// Noise of muscles: coloured, stronger in the arms, in bursts, sometimes a tremor.
#pragma once

#include "core/rng.h"
#include "synth/recorder/electrodes.h"
#include "synth/recorder/wander.h"

namespace supreme {

// Adds to [9][samples], µV, and returns each electrode's standard deviation.
PerElectrode AddMuscle(const SlowGrid& grid, double sample_rate_hz, double level, Rng& rng,
                       ElectrodeRows& rows);

}  // namespace supreme
