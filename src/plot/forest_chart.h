// Figures with their intervals in rows below each other, against a line of reference: what differs
// from what, at one look.
#pragma once

#include <string>
#include <vector>

#include "plot/canvas.h"

namespace supreme {

struct ForestRow {
  std::string label;
  double value = 0.0;  // NaN: the row is only a name and its note
  double low = 0.0;    // interval; NaN = none
  double high = 0.0;
  std::string note;     // at the right end
  bool marked = false;  // vermilion and with a square, told apart without colour too
};

struct ForestGroup {
  std::string title;
  std::vector<ForestRow> rows;
};

struct ForestChart {
  std::string title;
  std::string x_name;
  std::string plain_name;   // of the legend: what a blue dot is
  std::string marked_name;  // and a vermilion square
  double reference = 0.0;
  std::string reference_name;
  std::string note_name;  // what the notes are
  std::vector<ForestGroup> groups;
};

PictureSize ForestChartSize(const ForestChart& chart);
void DrawForestChart(Canvas& canvas, const ForestChart& chart);
// The title and what the rows show, in one sentence.
std::string DescribeForestChart(const ForestChart& chart);

}  // namespace supreme
