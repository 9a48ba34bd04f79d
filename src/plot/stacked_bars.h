// Parts of a whole as horizontal bars in two parts.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "plot/canvas.h"

namespace supreme {

struct StackedBar {
  std::string label;
  uint64_t first = 0;
  uint64_t second = 0;
};

struct StackedBarChart {
  std::string title;
  std::string first_name;
  std::string second_name;
  std::string count_name;        // what the axis shows, e.g. "classes"
  std::vector<StackedBar> bars;  // from top to bottom
};

PictureSize StackedBarChartSize(const StackedBarChart& chart);
void DrawStackedBarChart(Canvas& canvas, const StackedBarChart& chart);
// The title and each bar's parts, in one sentence.
std::string DescribeStackedBarChart(const StackedBarChart& chart);

}  // namespace supreme
