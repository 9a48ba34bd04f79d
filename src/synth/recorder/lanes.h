// One time step of the eight independent leads as a vector: filters run over all leads at once.
#pragma once

#include <cstddef>
#include <vector>

#include "synth/heart/torso.h"

namespace supreme {

static_assert(kIndependentLeadCount == 8);

struct LeadStep {
  using Vector =
      float __attribute__((vector_size(kIndependentLeadCount * sizeof(float)), aligned(4)));
  Vector uv;  // I, II, V1 … V6
};
using LeadSteps = std::vector<LeadStep>;

// Adding and taking away 1.5 · 2²³ rounds a float below 2²² to the nearest whole number.
inline constexpr float kRounder = 12582912.0F;

}  // namespace supreme
