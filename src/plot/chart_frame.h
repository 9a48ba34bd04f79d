// What stands around the plot of a chart: title and legend above, notes below.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "plot/canvas.h"

namespace supreme {

struct LegendEntry {
  std::string name;
  // Draws a sample into the box.
  std::function<void(Canvas&, const Box&)> draw;
};

struct ChartFrame {
  std::string title;
  std::vector<LegendEntry> legend;
  std::vector<std::string> notes;  // a paragraph each
};

// Heights that the parts take in a picture of this width; the plot has the rest.
double HeadHeight(const ChartFrame& frame, double width);
double NotesHeight(const ChartFrame& frame, double width);

// The page's ground, the head at the top and the notes at the bottom.
void DrawChartFrame(Canvas& canvas, const ChartFrame& frame, const PictureSize& size);

}  // namespace supreme
