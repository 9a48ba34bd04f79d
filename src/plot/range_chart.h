// Distributions side by side: per row two bars from low to high with a mark in the middle.
#pragma once

#include <string>
#include <vector>

#include "plot/canvas.h"

namespace supreme {

struct ValueRange {
  double low = 0.0;  // a range with a value that is not finite is left out
  double middle = 0.0;
  double high = 0.0;
};

struct RangeRow {
  std::string label;
  ValueRange first;
  ValueRange second;
  std::string note;  // at the right end
};

// Rows that share a scale.
struct RangeGroup {
  std::string title;
  std::vector<RangeRow> rows;
};

struct RangeChart {
  std::string title;
  std::string first_name;
  std::string second_name;
  std::string note_name;  // what the notes are
  std::vector<RangeGroup> groups;
};

PictureSize RangeChartSize(const RangeChart& chart);
void DrawRangeChart(Canvas& canvas, const RangeChart& chart);
// The title and what the bars show, in one sentence.
std::string DescribeRangeChart(const RangeChart& chart);

}  // namespace supreme
