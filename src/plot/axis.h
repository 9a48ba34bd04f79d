// Round numbers along an axis.
#pragma once

#include <string>
#include <vector>

namespace supreme {

struct Axis {
  double low = 0.0;
  double high = 1.0;
  double step = 0.2;

  // Share of the way from low to high.
  double Position(double value) const { return (value - low) / (high - low); }
  std::vector<double> Ticks() const;
  // "0.25", "1,500": as many places as the step has.
  std::string Label(double tick) const;
};

// The smallest axis of steps 1, 2, 2.5 or 5 × 10^n that holds both values, with about
// `wanted_ticks` ticks. Values that are not finite, or the same, give an axis around them.
Axis MakeAxis(double low, double high, int wanted_ticks);

}  // namespace supreme
