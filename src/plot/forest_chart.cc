#include "plot/forest_chart.h"

#include <algorithm>
#include <cmath>

#include "plot/axis.h"
#include "plot/markup.h"
#include "plot/theme.h"

namespace supreme {
namespace {

constexpr double kWidth = 820.0;
constexpr double kMargin = 14.0;
constexpr double kTop = 78.0;  // title, legend and the name of the notes
constexpr double kGroupTitle = 28.0;
constexpr double kRowHeight = 20.0;
constexpr double kBottom = 52.0;
constexpr double kLeft = 250.0;
constexpr double kRight = 690.0;
constexpr double kTextSize = 12.0;
constexpr double kDotRadius = 3.6;

double RowsHeight(const ForestChart& chart) {
  double height = 0.0;
  for (const ForestGroup& group : chart.groups) {
    height += kGroupTitle + kRowHeight * static_cast<double>(group.rows.size());
  }
  return height;
}

Axis ScaleOf(const ForestChart& chart) {
  double low = chart.reference, high = chart.reference;
  for (const ForestGroup& group : chart.groups) {
    for (const ForestRow& row : group.rows) {
      for (const double value : {row.value, row.low, row.high}) {
        if (!std::isfinite(value)) continue;
        low = std::min(low, value);
        high = std::max(high, value);
      }
    }
  }
  return MakeAxis(low, high, 7);
}

double X(const Axis& axis, double value) { return kLeft + (kRight - kLeft) * axis.Position(value); }

void DrawMark(Canvas& canvas, Point at, bool marked) {
  if (marked) {
    canvas.FillBox({{at.x - kDotRadius, at.y - kDotRadius}, 2.0 * kDotRadius, 2.0 * kDotRadius},
                   theme::kUnseen);
  } else {
    canvas.FillCircle(at, kDotRadius, theme::kSeen);
  }
}

void DrawRow(Canvas& canvas, const Axis& axis, const ForestRow& row, double top) {
  const double middle = top + kRowHeight / 2.0;
  canvas.DrawText({kLeft - 12.0, middle + 4.0}, ShortenText(row.label, 38),
                  {theme::kInk, kTextSize, row.marked, Align::kRight});
  canvas.DrawText({kWidth - kMargin, middle + 4.0}, ShortenText(row.note, 22),
                  {theme::kMuted, kTextSize, false, Align::kRight});
  if (!std::isfinite(row.value)) return;
  if (std::isfinite(row.low) && std::isfinite(row.high)) {
    const double low = X(axis, row.low), high = X(axis, row.high);
    const Segment lines[] = {{{low, middle}, {high, middle}},
                             {{low, middle - 3.0}, {low, middle + 3.0}},
                             {{high, middle - 3.0}, {high, middle + 3.0}}};
    canvas.DrawSegments(lines, {row.marked ? theme::kUnseen : theme::kSeen, 1.6});
  }
  DrawMark(canvas, {X(axis, row.value), middle}, row.marked);
}

void DrawAxis(Canvas& canvas, const ForestChart& chart, const Axis& axis, double bottom) {
  std::vector<Segment> grid;
  for (const double tick : axis.Ticks()) {
    const double x = X(axis, tick);
    grid.push_back({{x, kTop}, {x, bottom}});
    canvas.DrawText({x, bottom + 16.0}, axis.Label(tick),
                    {theme::kMuted, kTextSize, false, Align::kCenter});
  }
  canvas.DrawSegments(grid, {theme::kGrid, 1.0});
  const double x = X(axis, chart.reference);
  const Segment reference = {{x, kTop}, {x, bottom}};
  canvas.DrawSegments({&reference, 1}, {theme::kReference, 1.4, true});
  canvas.DrawText({(kLeft + kRight) / 2.0, bottom + 36.0}, ShortenText(chart.x_name, 70),
                  {theme::kMuted, kTextSize, false, Align::kCenter});
}

// Marks and line with their names, one after the other.
void DrawLegend(Canvas& canvas, const ForestChart& chart) {
  constexpr double kBaseline = 50.0;
  double left = kMargin;
  const auto name = [&](const std::string& text, double sample) {
    const std::string shown = ShortenText(text, 44);
    canvas.DrawText({left + sample, kBaseline}, shown, {theme::kMuted, kTextSize});
    left += sample + EstimateTextWidth(shown, kTextSize) + 18.0;
  };
  for (const bool marked : {false, true}) {
    const std::string& text = marked ? chart.marked_name : chart.plain_name;
    if (text.empty()) continue;
    DrawMark(canvas, {left + 5.0, kBaseline - 4.0}, marked);
    name(text, 16.0);
  }
  const Segment line = {{left, kBaseline - 4.0}, {left + 20.0, kBaseline - 4.0}};
  canvas.DrawSegments({&line, 1}, {theme::kReference, 1.4, true});
  name(chart.reference_name, 27.0);
}

}  // namespace

PictureSize ForestChartSize(const ForestChart& chart) {
  return {kWidth, kTop + RowsHeight(chart) + kBottom};
}

void DrawForestChart(Canvas& canvas, const ForestChart& chart) {
  const PictureSize size = ForestChartSize(chart);
  canvas.FillBox({{0.0, 0.0}, size.width, size.height}, theme::kPage);
  canvas.DrawText({kMargin, 24.0}, ShortenText(chart.title, 100), {theme::kInk, 15.0, true});
  DrawLegend(canvas, chart);
  canvas.DrawText({kWidth - kMargin, kTop - 8.0}, ShortenText(chart.note_name, 24),
                  {theme::kMuted, kTextSize, false, Align::kRight});
  const Axis axis = ScaleOf(chart);
  DrawAxis(canvas, chart, axis, kTop + RowsHeight(chart));
  double top = kTop;
  for (const ForestGroup& group : chart.groups) {
    canvas.DrawText({kMargin, top + 20.0}, ShortenText(group.title, 34),
                    {theme::kInk, kTextSize, true});
    top += kGroupTitle;
    for (const ForestRow& row : group.rows) {
      DrawRow(canvas, axis, row, top);
      top += kRowHeight;
    }
  }
}

std::string DescribeForestChart(const ForestChart& chart) {
  size_t rows = 0, marked = 0;
  for (const ForestGroup& group : chart.groups) {
    rows += group.rows.size();
    marked += static_cast<size_t>(
        std::ranges::count_if(group.rows, [](const ForestRow& row) { return row.marked; }));
  }
  return CleanText(chart.title) + ": " + std::to_string(rows) + " rows with intervals, " +
         std::to_string(marked) + " of them marked (" + CleanText(chart.marked_name) + ").";
}

}  // namespace supreme
