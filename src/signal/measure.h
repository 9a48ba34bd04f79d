// Measures any 12-lead record: QRS detection, median beat, wave borders, amplitudes.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "signal/measurements.h"
#include "signal/window.h"

namespace supreme {

struct DetectedBeat {
  size_t onset_sample = 0;
  size_t peak_sample = 0;
  bool dominant = true;  // like the most frequent shape
};

struct MeasuredEcg {
  std::vector<DetectedBeat> beats;
  EcgMeasurements measurements;  // all NaN / 0 where fewer than 2 beats were found
};

// `samples_mv` [12, samples] canonical order at `sample_rate_hz` ≥ 100; `present` [12]. NaN-free.
// kInvalidInput for other shapes. Thread-safe.
MeasuredEcg MeasureEcg(std::span<const float> samples_mv, std::span<const uint8_t> present,
                       double sample_rate_hz);

}  // namespace supreme
