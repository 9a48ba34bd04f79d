// Baseline wander: breathing, drift of the electrodes' half-cells and slow movements.
#pragma once

#include "core/rng.h"
#include "synth/recorder/electrodes.h"

namespace supreme {

// Slow noise is made at one point every `spacing` samples and drawn out linearly.
struct SlowGrid {
  size_t spacing = 16;
  size_t points = 0;  // enough to reach beyond the last sample
};
SlowGrid MakeSlowGrid(size_t samples, double sample_rate_hz);

// [9][points], µV. Sets `moved` when slow movements of an electrode are in it.
ElectrodeRows MakeWander(const SlowGrid& grid, double level, Rng& rng, bool& moved);

}  // namespace supreme
