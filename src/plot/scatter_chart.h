// Points in two dimensions, coloured by group: maps of embeddings.
#pragma once

#include <string>
#include <vector>

#include "plot/canvas.h"

namespace supreme {

// How many groups get a colour and mark of their own.
inline constexpr size_t kMaxScatterGroups = 12;

struct ScatterGroup {
  std::string name;  // of the legend
  std::vector<Point> points;
};

struct ScatterChart {
  std::string title;
  std::string x_name;
  std::string y_name;
  std::string note;                  // one line below the title
  std::vector<ScatterGroup> groups;  // at most kMaxScatterGroups; drawn in this order
  ScatterGroup others;               // small and grey, below all others
  bool equal_scale = true;           // one unit is as long on both axes
};

PictureSize ScatterChartSize(const ScatterChart& chart);
// Points that are not finite are left out. kInternal for more groups than kMaxScatterGroups.
void DrawScatterChart(Canvas& canvas, const ScatterChart& chart);
// The title and the groups with their sizes, in one sentence.
std::string DescribeScatterChart(const ScatterChart& chart);

}  // namespace supreme
