#include "plot/thin.h"

#include <algorithm>
#include <cmath>

#include "core/error.h"

namespace supreme {
namespace {

// Half of what a picture can tell apart (its numbers have two places).
constexpr double kLevelTolerance = 0.005;

bool SameLevel(const Point& a, const Point& b) { return std::abs(a.y - b.y) < kLevelTolerance; }

// Appends a point; of three in a row on one level the middle one goes.
void Append(std::vector<Point>& kept, const Point& point) {
  const size_t count = kept.size();
  if (count > 0 && kept[count - 1].x == point.x && kept[count - 1].y == point.y) return;
  if (count > 1 && SameLevel(kept[count - 2], kept[count - 1]) &&
      SameLevel(kept[count - 2], point)) {
    kept.pop_back();
  }
  kept.push_back(point);
}

}  // namespace

std::vector<Point> ThinPolyline(std::span<const Point> points, double column_width) {
  SUPREME_CHECK(column_width > 0.0);
  std::vector<Point> kept;
  if (points.empty()) return kept;
  Append(kept, points.front());
  for (size_t begin = 0; begin < points.size();) {
    const double column = std::floor(points[begin].x / column_width);
    size_t lowest = begin, highest = begin, end = begin;
    for (; end < points.size() && std::floor(points[end].x / column_width) == column; ++end) {
      if (points[end].y < points[lowest].y) lowest = end;
      if (points[end].y > points[highest].y) highest = end;
    }
    Append(kept, points[std::min(lowest, highest)]);
    Append(kept, points[std::max(lowest, highest)]);
    begin = end;
  }
  Append(kept, points.back());
  return kept;
}

}  // namespace supreme
