// Many systems on the same scale: a row per measurement, a dot per system, panels side by side.
// A row has lanes, e.g. own values above those of a publication.
#pragma once

#include <limits>
#include <string>
#include <vector>

#include "plot/canvas.h"

namespace supreme {

enum class DotShape { kCircle, kSquare, kTick, kCross };

struct DotSeries {
  std::string name;
  Color color;
  DotShape shape = DotShape::kCircle;
};

struct Dot {
  size_t row = 0;
  size_t lane = 0;
  size_t series = 0;
  double value = 0.0;  // left out when not finite
  double low = std::numeric_limits<double>::quiet_NaN();
  double high = std::numeric_limits<double>::quiet_NaN();
};

struct DotPanel {
  std::string title;
  std::vector<Dot> dots;  // of a lane, later series lie on top
};

struct DotPlot {
  std::string title;
  std::string value_name;     // of the axis
  std::string interval_name;  // in the legend
  std::vector<DotSeries> series;
  std::vector<std::string> row_names;
  std::vector<std::string> lane_names;  // short; a lane without dots says "no result"
  std::vector<DotPanel> panels;         // one at least
  std::vector<std::string> notes;
};

PictureSize DotPlotSize(const DotPlot& plot);
void DrawDotPlot(Canvas& canvas, const DotPlot& plot);
// The title, the panels and what is compared, in a few words.
std::string DescribeDotPlot(const DotPlot& plot);

}  // namespace supreme
