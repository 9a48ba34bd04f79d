// Signs easily mistaken for each other: "left bundle branch block" and "right bundle branch block",
// "st elevation in v2" and "st depression in v2".
#pragma once

#include <cstdint>
#include <vector>

#include "synth/truth/sign.h"

namespace supreme {

// For each sign of the library those that one of its texts becomes when a word is exchanged for one
// that excludes it (vocab/opposites.h). Sorted, mutual; a sign is no opposite of itself. Thresholds
// ("qrs duration above 120 ms") have none: below is all that is not above.
std::vector<std::vector<uint32_t>> OppositeSigns(const SignLibrary& library);

}  // namespace supreme
