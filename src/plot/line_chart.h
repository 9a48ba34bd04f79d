// The course of a training: panels side by side that share the x axis.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "plot/canvas.h"

namespace supreme {

struct Series {
  std::string name;
  Color color;
  std::vector<Point> points;  // x rises; points that are not finite are gaps
  bool dashed = false;
};

struct Panel {
  std::string title;  // what the y axis shows
  std::vector<Series> series;
  bool mark_highest = false;  // a dot and its value at the highest point of the last series
  bool from_zero = false;     // the y axis begins at 0, whatever the points
};

struct LineChart {
  std::string x_name;  // "step", "epoch"
  std::vector<Panel> panels;
  // Panels beside each other, e.g. 2 for 2 × 2; 0 = all in one row.
  size_t panels_per_row = 0;
  // One legend above all panels, of the first panel's series, for panels that share their names
  // and colours; otherwise each panel with several series has its own.
  bool shared_legend = false;
  bool log_x = false;  // x are decimal logarithms, and labelled as powers of ten
};

// Colours and dashes of curves that share a panel, told apart by colour-blind readers and on paper.
constexpr size_t kMaxCurves = 12;
// Name, colour and dash of curve `index` (below kMaxCurves), without points.
Series CurveStyle(size_t index, const std::string& name);

PictureSize LineChartSize(const LineChart& chart);
void DrawLineChart(Canvas& canvas, const LineChart& chart);
// The panels with the first and last value of each series, in one sentence.
std::string DescribeLineChart(const LineChart& chart);

}  // namespace supreme
