// Square panels side by side, both axes from 0 to 1: ROC, precision–recall, reliability.
#pragma once

#include <string>
#include <vector>

#include "plot/canvas.h"

namespace supreme {

struct Curve {
  std::string name;  // of the legend; empty: none
  Color color;
  double width = 2.0;
  bool dashed = false;
  bool dots = false;          // a dot at each point
  std::vector<Point> points;  // x and y from 0 to 1; others are left out
};

struct CurvePanel {
  std::string title;
  std::string x_name;
  std::string y_name;
  std::vector<Curve> curves;  // later ones lie on top
  bool diagonal = false;      // a dashed line from 0, 0 to 1, 1
};

struct CurveChart {
  std::string title;
  std::vector<CurvePanel> panels;  // one at least; the legend is that of all panels' curves
};

PictureSize CurveChartSize(const CurveChart& chart);
void DrawCurveChart(Canvas& canvas, const CurveChart& chart);
// The title, the panels and the named curves, in one sentence.
std::string DescribeCurveChart(const CurveChart& chart);

}  // namespace supreme
