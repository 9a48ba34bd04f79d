// From the least to the largest of some values.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>

#include "plot/canvas.h"

namespace supreme {

// Values that are not finite are left out; of none, low is above high.
struct Extent {
  double low = std::numeric_limits<double>::infinity();
  double high = -std::numeric_limits<double>::infinity();

  void Add(double value) {
    if (!std::isfinite(value)) return;
    low = std::min(low, value);
    high = std::max(high, value);
  }
  double Width() const { return high - low; }
};

inline bool IsFinite(const Point& point) {
  return std::isfinite(point.x) && std::isfinite(point.y);
}

}  // namespace supreme
