// From millivolts to the int16 steps of a pack's shard.
#pragma once

#include <cstdint>
#include <span>

namespace supreme {

// True when every sample is a whole number of microvolts that int16 holds.
bool IsWholeMicrovolts(std::span<const float> samples_mv);

// Largest magnitude of a lead, as millivolts per step of int16; a silent lead gets any scale.
float LeadScale(std::span<const float> lead_mv);

// Nearest step, at most ±32767; ties go to the even one. `stored` is as long as `lead_mv`.
void QuantiseLead(std::span<const float> lead_mv, float scale, std::span<int16_t> stored);

}  // namespace supreme
