#include "plot/range_chart.h"

#include <algorithm>
#include <cmath>

#include "plot/axis.h"
#include "plot/extent.h"
#include "plot/markup.h"
#include "plot/theme.h"

namespace supreme {
namespace {

constexpr double kWidth = 760.0;
constexpr double kMargin = 12.0;
constexpr double kTop = 64.0;
constexpr double kGroupTitle = 26.0;
constexpr double kRowHeight = 20.0;
constexpr double kGroupAxis = 24.0;
constexpr double kLabelWidth = 70.0;
constexpr double kNoteWidth = 60.0;
constexpr double kBarHeight = 5.0;
constexpr double kTextSize = 12.5;
constexpr double kSmallSize = 11.5;
constexpr double kLeft = kMargin + kLabelWidth;
constexpr double kRight = kWidth - kMargin - kNoteWidth;

bool IsFinite(const ValueRange& range) {
  return std::isfinite(range.low) && std::isfinite(range.middle) && std::isfinite(range.high);
}

double GroupHeight(const RangeGroup& group) {
  return kGroupTitle + kRowHeight * static_cast<double>(group.rows.size()) + kGroupAxis;
}

Axis GroupScale(const RangeGroup& group) {
  Extent extent;
  for (const RangeRow& row : group.rows) {
    for (const ValueRange& range : {row.first, row.second}) {
      if (!IsFinite(range)) continue;
      extent.Add(range.low);
      extent.Add(range.high);
    }
  }
  return MakeAxis(extent.low, extent.high, 6);
}

double X(const Axis& axis, double value) { return kLeft + (kRight - kLeft) * axis.Position(value); }

void DrawRange(Canvas& canvas, const Axis& axis, const ValueRange& range, double top,
               const Color& color) {
  if (!IsFinite(range)) return;
  const double low = X(axis, range.low), high = X(axis, range.high);
  canvas.FillBox({{low, top}, std::max(1.0, high - low), kBarHeight}, color);
  const double middle = X(axis, range.middle);
  canvas.FillBox({{middle - 1.5, top - 1.5}, 3.0, kBarHeight + 3.0}, theme::kInk);
}

void DrawGroup(Canvas& canvas, const RangeGroup& group, double top) {
  const Axis axis = GroupScale(group);
  canvas.DrawText({kMargin, top + 17.0}, group.title, {theme::kInk, kTextSize, true});
  const double first_row = top + kGroupTitle;
  const double bottom = first_row + kRowHeight * static_cast<double>(group.rows.size());
  std::vector<Segment> lines;
  for (const double tick : axis.Ticks()) {
    const double x = X(axis, tick);
    lines.push_back({{x, first_row}, {x, bottom}});
    canvas.DrawText({x, bottom + 14.0}, axis.Label(tick),
                    {theme::kMuted, kSmallSize, false, Align::kCenter});
  }
  canvas.DrawSegments(lines, {theme::kGrid, 1.0});
  for (size_t i = 0; i < group.rows.size(); ++i) {
    const RangeRow& row = group.rows[i];
    const double row_top = first_row + kRowHeight * static_cast<double>(i);
    canvas.DrawText({kLeft - 10.0, row_top + 14.0}, ShortenText(row.label, 12),
                    {theme::kInk, kSmallSize, false, Align::kRight});
    DrawRange(canvas, axis, row.first, row_top + 4.0, theme::kSeen);
    DrawRange(canvas, axis, row.second, row_top + 11.0, theme::kUnseen);
    canvas.DrawText({kWidth - kMargin, row_top + 14.0}, ShortenText(row.note, 10),
                    {theme::kMuted, kSmallSize, false, Align::kRight});
  }
}

double DrawLegendEntry(Canvas& canvas, double left, const std::string& name, const Color& color) {
  canvas.FillBox({{left, 42.0}, 22.0, 8.0}, color);
  canvas.DrawText({left + 28.0, 50.0}, name, {theme::kMuted, kSmallSize});
  return left + 28.0 + EstimateTextWidth(name, kSmallSize) + 18.0;
}

}  // namespace

PictureSize RangeChartSize(const RangeChart& chart) {
  double height = kTop + kMargin;
  for (const RangeGroup& group : chart.groups) height += GroupHeight(group);
  return {kWidth, height};
}

void DrawRangeChart(Canvas& canvas, const RangeChart& chart) {
  const PictureSize size = RangeChartSize(chart);
  canvas.FillBox({{0.0, 0.0}, size.width, size.height}, theme::kPage);
  canvas.DrawText({kMargin, 24.0}, ShortenText(chart.title, 90), {theme::kInk, 15.0, true});
  const double next =
      DrawLegendEntry(canvas, kMargin, ShortenText(chart.first_name, 36), theme::kSeen);
  DrawLegendEntry(canvas, next, ShortenText(chart.second_name, 36), theme::kUnseen);
  canvas.DrawText({kWidth - kMargin, 50.0}, chart.note_name,
                  {theme::kMuted, kSmallSize, false, Align::kRight});
  double top = kTop;
  for (const RangeGroup& group : chart.groups) {
    DrawGroup(canvas, group, top);
    top += GroupHeight(group);
  }
}

std::string DescribeRangeChart(const RangeChart& chart) {
  size_t rows = 0;
  for (const RangeGroup& group : chart.groups) rows += group.rows.size();
  return chart.title + ": ranges of " + std::to_string(rows) + " quantities, " + chart.first_name +
         " above " + chart.second_name + ".";
}

}  // namespace supreme
