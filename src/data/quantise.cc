#include "data/quantise.h"

#include <algorithm>
#include <cmath>

#include "core/error.h"
#include "data/pack_format.h"
#include "signal/vectorised.h"

namespace supreme {
namespace {

constexpr float kMaxStep = 32767.0f;
// Adding and taking away 1.5 × 2^23 rounds a float below 2^22 to the nearest whole number, ties to
// even: what nearbyint does, without a call that keeps the loop from being vectorised.
constexpr float kRoundingShift = 12582912.0f;
constexpr size_t kBlockSamples = 1000;  // between looks at whether it is worth going on

inline float Rounded(float value) { return (value + kRoundingShift) - kRoundingShift; }

SUPREME_VECTOR_CLONES
bool BlockIsWhole(const float* samples_mv, size_t count) {
  int outside = 0;
  for (size_t i = 0; i < count; ++i) {
    const float steps = samples_mv[i] * 1000.0f;
    const float rounded = Rounded(steps);
    outside |= !(std::abs(rounded) <= kMaxStep) | (rounded / 1000.0f != samples_mv[i]);
  }
  return outside == 0;
}

SUPREME_VECTOR_CLONES
void Quantise(const float* mv, size_t count, float steps_per_mv, int16_t* stored) {
  for (size_t i = 0; i < count; ++i) {
    float steps = mv[i] * steps_per_mv;
    steps = steps < kMaxStep ? steps : kMaxStep;
    steps = steps > -kMaxStep ? steps : -kMaxStep;
    stored[i] = static_cast<int16_t>(static_cast<int32_t>(Rounded(steps)));
  }
}

}  // namespace

bool IsWholeMicrovolts(std::span<const float> samples_mv) {
  for (size_t begin = 0; begin < samples_mv.size(); begin += kBlockSamples) {
    const size_t count = std::min(kBlockSamples, samples_mv.size() - begin);
    if (!BlockIsWhole(&samples_mv[begin], count)) return false;
  }
  return true;
}

float LeadScale(std::span<const float> lead_mv) {
  float peak = 0.0f;
  for (const float mv : lead_mv) peak = std::max(peak, std::abs(mv));
  const float scale = peak / kMaxStep;
  return std::isnormal(scale) ? scale : kMicrovoltScale;
}

void QuantiseLead(std::span<const float> lead_mv, float scale, std::span<int16_t> stored) {
  SUPREME_CHECK(stored.size() == lead_mv.size());
  const float steps_per_mv = scale == kMicrovoltScale ? 1000.0f : 1.0f / scale;
  Quantise(lead_mv.data(), lead_mv.size(), steps_per_mv, stored.data());
}

}  // namespace supreme
