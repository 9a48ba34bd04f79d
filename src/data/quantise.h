// From millivolts to the int16 steps of a pack's shard.
#pragma once

#include <cmath>
#include <cstdint>
#include <span>

#include "core/error.h"
#include "data/pack_format.h"
#include "signal/window.h"

namespace supreme {

// True when every sample is a whole number of microvolts that int16 holds.
inline bool IsWholeMicrovolts(std::span<const float> samples_mv) {
  for (const float mv : samples_mv) {
    const float steps = std::nearbyint(mv * 1000.0f);
    if (!(std::abs(steps) <= 32767.0f) || steps / 1000.0f != mv) return false;
  }
  return true;
}

// Largest magnitude of a lead, as millivolts per step of int16; a silent lead gets any scale.
inline float LeadScale(std::span<const float> lead_mv) {
  float peak = 0.0f;
  for (const float mv : lead_mv) peak = std::max(peak, std::abs(mv));
  const float scale = peak / 32767.0f;
  return std::isnormal(scale) ? scale : kMicrovoltScale;
}

inline void QuantiseLead(std::span<const float> lead_mv, float scale, std::span<int16_t> stored) {
  const float steps_per_mv = scale == kMicrovoltScale ? 1000.0f : 1.0f / scale;
  for (size_t i = 0; i < lead_mv.size(); ++i) {
    const float steps = std::nearbyint(lead_mv[i] * steps_per_mv);
    stored[i] = static_cast<int16_t>(std::clamp(steps, -32767.0f, 32767.0f));
  }
}

}  // namespace supreme
