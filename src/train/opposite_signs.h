// Findings that are easily mistaken for each other in words, and cannot both be there: "left bundle
// branch block" and "right bundle branch block".
#pragma once

#include <cstdint>
#include <vector>

#include "synth/truth/sign.h"

namespace supreme {

// For each finding and group of findings of the library those that one of its texts becomes when a
// word is exchanged for one that excludes it: another side, rate, length or height. Sorted, mutual;
// a sign is no opposite of itself.
std::vector<std::vector<uint32_t>> OppositeSigns(const SignLibrary& library);

}  // namespace supreme
