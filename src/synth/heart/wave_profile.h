// Waves as sampled curves.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "synth/heart/wave.h"

namespace supreme {

// Samples first, first + 1, … of a wave whose peak is 1.
struct WaveProfile {
  int64_t first = 0;
  std::vector<float> values;
};

// Sample i lies at i · step_ms. `profile` is overwritten; its memory is kept.
void SampleWave(const Wave& wave, double step_ms, WaveProfile& profile);

// First and last millisecond at which one of the waves is not negligible.
struct WaveSpan {
  double first_ms = 0.0;
  double last_ms = 0.0;
};
WaveSpan SpanOf(std::span<const Wave> waves);

}  // namespace supreme
