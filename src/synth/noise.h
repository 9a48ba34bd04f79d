// What the electrodes pick up beside the heart. Noise is made on the nine electrodes, so that the
// leads carry it as real ones do: correlated, and with the limb-lead identities intact.
#pragma once

#include <cstddef>
#include <vector>

#include "core/rng.h"

namespace supreme {

struct NoiseOptions {
  double level = 1.0;  // factor on everything; 0 gives no noise
  double sample_rate_hz = 500.0;
  size_t sample_count = 5000;
};

// [9 electrodes][samples], mV: baseline wander (0.05–0.6 Hz, breathing), muscle (20–120 Hz) and
// mains hum (50 or 60 Hz, left out when the rate cannot carry it). Empty at level 0.
std::vector<std::vector<float>> MakeNoise(const NoiseOptions& options, Rng& rng);

}  // namespace supreme
