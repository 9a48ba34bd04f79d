// The course of a training: panels side by side that share the x axis.
#pragma once

#include <string>
#include <vector>

#include "plot/canvas.h"

namespace supreme {

struct Series {
  std::string name;
  Color color;
  std::vector<Point> points;  // x rises; points that are not finite are gaps
};

struct Panel {
  std::string title;  // what the y axis shows
  std::vector<Series> series;
  bool mark_highest = false;  // a dot and its value at the highest point of the last series
};

struct LineChart {
  std::string x_name;  // "step", "epoch"
  std::vector<Panel> panels;
};

PictureSize LineChartSize(const LineChart& chart);
void DrawLineChart(Canvas& canvas, const LineChart& chart);
// The panels with the first and last value of each series, in one sentence.
std::string DescribeLineChart(const LineChart& chart);

}  // namespace supreme
