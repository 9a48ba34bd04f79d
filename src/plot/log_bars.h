// Counts over several powers of ten as horizontal bars on a logarithmic axis.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "plot/canvas.h"

namespace supreme {

struct LogBar {
  std::string label;
  uint64_t count = 0;  // 0 has no bar
};

struct LogBarChart {
  std::string title;
  std::string count_name;    // what the axis shows, e.g. "records"
  std::vector<LogBar> bars;  // from top to bottom
};

PictureSize LogBarChartSize(const LogBarChart& chart);
void DrawLogBarChart(Canvas& canvas, const LogBarChart& chart);
// The title with the first and last bar, in one sentence.
std::string DescribeLogBarChart(const LogBarChart& chart);

}  // namespace supreme
