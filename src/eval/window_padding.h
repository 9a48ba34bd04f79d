// Where a standard window of a shorter record ends.
#pragma once

#include <cstddef>

#include "signal/window.h"

namespace supreme {

// Samples per lead before the padding: behind them every lead is 0 to the end. At least 1. Half a
// second of silence or less counts as signal, for real traces touch 0.
size_t UsedSamples(const EcgWindow& window);

}  // namespace supreme
