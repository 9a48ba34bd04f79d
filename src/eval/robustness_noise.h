// Noise of recordings at a chosen strength. It arises at the nine electrodes and reaches the twelve
// leads through them, so that the leads go on fitting together as they do in life.
#pragma once

#include <string_view>

#include "core/rng.h"
#include "signal/window.h"

namespace supreme {

enum class NoiseKind {
  kWhite,   // of amplifiers: independent samples
  kWander,  // breathing, drift and slow movements (synth/recorder/wander.h)
  kMains,   // 50 or 60 Hz with its third harmonic
  kMuscle,  // coloured, stronger in the arms, with bursts (synth/recorder/muscle.h)
};

// Adds noise to the leads that are present, before the padding of shorter records. Its power, the
// mean over these leads of the variance, is that of the ECG divided by 10^(snr_db / 10); an ECG
// without any variance stays as it is.
void AddNoise(NoiseKind kind, double snr_db, EcgWindow& window, Rng& rng);

}  // namespace supreme
