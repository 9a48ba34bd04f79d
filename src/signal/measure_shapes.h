// Sorts QRS complexes by shape and lines up those that are alike.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "signal/measure_input.h"

namespace supreme {

struct ShapeClass {
  std::vector<size_t> beats;  // indices of the beats, in order of time
};

struct BeatShapes {
  std::vector<int64_t> fiducials;   // per beat: the same point of the shape within a class
  std::vector<ShapeClass> classes;  // every beat is in one
  size_t dominant = 0;              // index of the class that is measured
};

// `qrs` are the middles of the complexes. Two complexes are alike when they correlate by 0.85 over
// all leads at the best shift and differ less than twofold in size. The dominant class is the
// largest, or a class of narrower and not premature complexes at least half as large (a
// ventricular bigeminy is measured in its conducted beats).
BeatShapes SortBeats(const MeasureInput& input, const std::vector<size_t>& qrs);

}  // namespace supreme
