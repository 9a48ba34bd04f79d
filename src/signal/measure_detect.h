// Finds the QRS complexes of a recording, whatever their shape.
#pragma once

#include <cstddef>
#include <vector>

#include "signal/measure_input.h"

namespace supreme {

// Samples at the middle of each QRS complex, in order of time; at least 180 ms apart.
//
// The leads' slopes (10 ms scale, which passes QRS complexes and weakens T, P and flutter waves)
// are joined, noisy leads counting less; peaks of the joined slope that are of typical size and not
// the T wave of the peak before are beats. In long gaps smaller peaks count too.
std::vector<size_t> DetectQrs(const MeasureInput& input);

}  // namespace supreme
