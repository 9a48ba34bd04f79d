// AUC per class as horizontal bars that grow from chance (0.5), with intervals.
#pragma once

#include <string>
#include <vector>

#include "plot/canvas.h"

namespace supreme {

enum class AucGroup {
  kSeen,    // blue
  kUnseen,  // vermilion and hatched
  kBoth,    // grey: a mean over both
};

struct AucBar {
  std::string label;
  double auc = 0.0;  // NaN = undefined: the row says so
  double low = 0.0;  // interval; NaN = none
  double high = 0.0;
  std::string note;  // e.g. "n = 34"
  AucGroup group = AucGroup::kSeen;
  bool mean = false;  // a macro row: bold, set apart by a line
};

struct AucChart {
  std::string title;
  std::string seen_name = "seen in pre-training";  // empty: the bars are of one kind
  std::string unseen_name = "not seen in pre-training";
  std::string interval_name;  // e.g. "95 % bootstrap interval"
  std::vector<AucBar> bars;   // from top to bottom
};

PictureSize AucChartSize(const AucChart& chart);
void DrawAucChart(Canvas& canvas, const AucChart& chart);
// The title and what the bars show, in one sentence.
std::string DescribeAucChart(const AucChart& chart);

}  // namespace supreme
