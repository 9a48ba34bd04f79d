// Values of several series side by side, group by group, as horizontal bars with intervals and
// marks of values from elsewhere. What is missing or undefined is marked as that.
#pragma once

#include <limits>
#include <string>
#include <vector>

#include "plot/canvas.h"
#include "plot/marks.h"

namespace supreme {

struct BarValue {
  static constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

  double value = kNone;  // not finite: missing, or undefined
  double low = kNone;    // interval
  double high = kNone;
  double reference = kNone;   // from elsewhere
  bool is_undefined = false;  // measured, but there is no value
};

struct BarGroup {
  std::string label;
  std::string detail;  // smaller, below the label, on several lines
  std::vector<BarValue> bars;
  bool is_summary = false;  // of the groups above: set apart by a line
  std::string note = {};    // small, before the label: "n = 34"
};

struct BarSeries {
  std::string name;
  BarStyle style;
  std::string name_below = {};  // where not empty: of bars that reach below the baseline
  BarStyle style_below = {};
};

struct GroupedBarChart {
  std::string title;
  std::string value_name;      // of the axis
  std::string interval_name;   // in the legend
  std::string reference_name;  // in the legend: where the reference values come from
  std::string reference_head;  // above the column of their numbers, e.g. "paper"
  double baseline = 0.0;       // where the bars begin
  std::vector<double> shown;   // values that the axis must hold
  bool is_signed = false;      // "+1.5"
  bool has_numbers = false;    // beside each bar; thicker bars
  size_t columns = 1;          // the groups fill the first from the top, then the next
  std::vector<BarSeries> series;
  std::vector<BarGroup> groups;  // each with a bar per series (kInternal otherwise)
  std::vector<std::string> notes;
};

PictureSize GroupedBarChartSize(const GroupedBarChart& chart);
void DrawGroupedBarChart(Canvas& canvas, const GroupedBarChart& chart);
// The title, how many groups of which series, and what is missing, in a few words.
std::string DescribeGroupedBarChart(const GroupedBarChart& chart);

}  // namespace supreme
