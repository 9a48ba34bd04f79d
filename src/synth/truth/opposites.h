// Signs that are easily mistaken for each other: "left bundle branch block" and "right bundle
// branch block", "st elevation in v2" and "st depression in v2".
#pragma once

#include <cstdint>
#include <vector>

#include "synth/truth/sign.h"

namespace supreme {

// For each sign of the library those that one of its texts becomes when one word is exchanged for
// its opposite (left and right, elevation and depression, first and second …). Sorted, symmetric;
// a sign is no opposite of itself, and negations have none.
std::vector<std::vector<uint32_t>> OppositeSigns(const SignLibrary& library);

}  // namespace supreme
