// How a recording is stored: steps of the converter, coarser sampling, small noise left out.
#pragma once

#include "core/rng.h"
#include "synth/recorder/lanes.h"

namespace supreme {

struct StorageSettings {
  double step_uv = 1.0;  // 1, 2.44, 2.5, 4.88 or 5
  // Compressed as PTB-XL's records are (folds 1–4: 400 samples/s in steps of 5 µV drawn out to 500
  // samples/s by straight lines; noise smaller than a tolerance is held, not followed).
  bool compressed = false;
  double tolerance_uv = 0.0;
  IndependentLeads gain{};  // calibration of each lead, near 1
};
StorageSettings DrawStorage(double sample_rate_hz, Rng& rng);

// Compressed form of heart + noise, both already filtered, into `heart`: the noise follows in jumps
// of the tolerance. `coarse` is room to work in.
void Compress(const StorageSettings& settings, const LeadSteps& noise, LeadSteps& coarse,
              LeadSteps& heart);

// Gains, then whole steps.
void Quantise(const StorageSettings& settings, LeadSteps& steps);

}  // namespace supreme
