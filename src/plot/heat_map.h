// A table of counts as coloured squares with their numbers.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "plot/canvas.h"

namespace supreme {

struct HeatMap {
  std::string title;
  std::vector<std::string> row_names;
  std::vector<std::string> column_names;
  std::vector<uint64_t> counts;  // [rows, columns]
};

PictureSize HeatMapSize(const HeatMap& map);
// The colour of a square grows with the square root of its count, from paper to blue.
void DrawHeatMap(Canvas& canvas, const HeatMap& map);
// The title, the size and the largest count, in one sentence.
std::string DescribeHeatMap(const HeatMap& map);

}  // namespace supreme
