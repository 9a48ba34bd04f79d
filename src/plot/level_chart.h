// A curve with intervals against named levels: when does it pass what others reach? Panels stand
// one below the other and share the curve.
#pragma once

#include <limits>
#include <string>
#include <vector>

#include "plot/canvas.h"

namespace supreme {

struct LevelPoint {
  static constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

  double x = 0.0;
  double value = kNone;  // not finite: marked as missing
  double low = kNone;
  double high = kNone;
  double reference = kNone;  // from elsewhere
};

struct Level {
  std::string name;
  double value = LevelPoint::kNone;
  double reference = LevelPoint::kNone;  // from elsewhere: dashed, its number in brackets
  bool is_strong = false;                // set off from the others
};

struct LevelPanel {
  std::string title;
  std::vector<Level> levels;  // those without any value are left out
};

struct LevelChart {
  std::string title;
  std::string x_name;
  std::string y_name;
  std::string curve_name;
  std::string interval_name;
  std::string level_name;         // in the legend
  std::string reference_name;     // in the legend
  std::vector<LevelPoint> curve;  // x rises
  std::vector<LevelPanel> panels;
  std::vector<std::string> notes;
};

PictureSize LevelChartSize(const LevelChart& chart);
void DrawLevelChart(Canvas& canvas, const LevelChart& chart);
// The title, where the curve begins and ends, and how many levels there are.
std::string DescribeLevelChart(const LevelChart& chart);

// Places for labels that want to stand at `wanted` (rising) but keep `distance` from each other,
// inside low to high as far as there is room.
std::vector<double> SpreadLabels(std::vector<double> wanted, double distance, double low,
                                 double high);

}  // namespace supreme
