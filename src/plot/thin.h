// Fewer points for the same picture.
#pragma once

#include <span>
#include <vector>

#include "plot/canvas.h"

namespace supreme {

// Splits the x axis into columns and keeps of each the lowest and the highest point, in their
// order, plus the line's first and last point, and drops points inside a level stretch. Every peak
// stays: the kept points are points of the line, never means. `points` must rise in x.
std::vector<Point> ThinPolyline(std::span<const Point> points, double column_width);

}  // namespace supreme
