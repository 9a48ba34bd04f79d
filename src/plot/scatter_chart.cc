#include "plot/scatter_chart.h"

#include <algorithm>
#include <cmath>

#include "core/error.h"
#include "plot/axis.h"
#include "plot/extent.h"
#include "plot/markup.h"
#include "plot/theme.h"

namespace supreme {
namespace {

constexpr double kMargin = 14.0;
constexpr double kSide = 480.0;
constexpr double kLeft = 60.0;
constexpr double kTop = 70.0;
constexpr double kBottom = 50.0;
constexpr double kLegendWidth = 230.0;
constexpr double kLegendRow = 20.0;
constexpr double kTextSize = 12.0;
constexpr double kMark = 2.6;  // half of a mark's width
constexpr double kSmallMark = 1.7;

struct Frame {
  Axis x;
  Axis y;
  Point At(const Point& value) const {
    return {kLeft + kSide * x.Position(value.x), kTop + kSide * (1.0 - y.Position(value.y))};
  }
};

void Widen(Extent& extent, double width) {
  const double middle = 0.5 * (extent.low + extent.high);
  extent = {middle - 0.5 * width, middle + 0.5 * width};
}

// An axis of the exact range, so that equal ranges stay equal on paper.
Axis ExactAxis(const Extent& range) {
  Axis axis = MakeAxis(range.low, range.high, 5);
  if (range.Width() > 0.0 && std::isfinite(range.Width())) {
    axis.low = range.low - 0.03 * range.Width();
    axis.high = range.high + 0.03 * range.Width();
  }
  return axis;
}

Frame FrameOf(const ScatterChart& chart) {
  Extent x, y;
  const auto add = [&](const ScatterGroup& group) {
    for (const Point& point : group.points) {
      if (!IsFinite(point)) continue;
      x.Add(point.x);
      y.Add(point.y);
    }
  };
  for (const ScatterGroup& group : chart.groups) add(group);
  add(chart.others);
  if (chart.equal_scale && x.Width() >= 0.0) {
    const double width = std::max(x.Width(), y.Width());
    Widen(x, width);
    Widen(y, width);
  }
  return {ExactAxis(x), ExactAxis(y)};
}

void DrawMark(Canvas& canvas, Point at, size_t group) {
  const Color& color = theme::kCurves.at(group % theme::kCurves.size());
  if (group < theme::kCurves.size()) {
    canvas.FillCircle(at, kMark, color);
  } else {
    canvas.FillBox({{at.x - kMark, at.y - kMark}, 2.0 * kMark, 2.0 * kMark}, color);
  }
}

std::vector<double> TicksInside(const Axis& axis) {
  std::vector<double> ticks;
  for (double tick = std::ceil(axis.low / axis.step) * axis.step; tick <= axis.high;
       tick += axis.step) {
    ticks.push_back(std::abs(tick) < 1e-9 * axis.step ? 0.0 : tick);
  }
  return ticks;
}

void DrawFrame(Canvas& canvas, const ScatterChart& chart, const Frame& frame) {
  const double bottom = kTop + kSide;
  std::vector<Segment> grid;
  for (const double tick : TicksInside(frame.x)) {
    const double x = frame.At({tick, 0.0}).x;
    grid.push_back({{x, kTop}, {x, bottom}});
    canvas.DrawText({x, bottom + 16.0}, frame.x.Label(tick),
                    {theme::kMuted, kTextSize, false, Align::kCenter});
  }
  for (const double tick : TicksInside(frame.y)) {
    const double y = frame.At({0.0, tick}).y;
    grid.push_back({{kLeft, y}, {kLeft + kSide, y}});
    canvas.DrawText({kLeft - 8.0, y + 4.0}, frame.y.Label(tick),
                    {theme::kMuted, kTextSize, false, Align::kRight});
  }
  canvas.DrawSegments(grid, {theme::kGrid, 1.0});
  canvas.DrawText({kLeft + kSide / 2.0, bottom + 36.0}, ShortenText(chart.x_name, 60),
                  {theme::kMuted, kTextSize, false, Align::kCenter});
  // The canvas has no turned text: the y axis is named above it.
  canvas.DrawText({kMargin, kTop - 8.0}, ShortenText(chart.y_name, 60), {theme::kMuted, kTextSize});
}

std::string LegendName(const ScatterGroup& group) {
  return ShortenText(group.name, 26) + " (" + std::to_string(group.points.size()) + ")";
}

void DrawLegend(Canvas& canvas, const ScatterChart& chart) {
  const double left = kLeft + kSide + 22.0;
  double top = kTop + 10.0;
  for (size_t g = 0; g < chart.groups.size(); ++g, top += kLegendRow) {
    DrawMark(canvas, {left, top - 4.0}, g);
    canvas.DrawText({left + 12.0, top}, LegendName(chart.groups[g]), {theme::kInk, kTextSize});
  }
  if (chart.others.points.empty()) return;
  canvas.FillCircle({left, top - 4.0}, kSmallMark, theme::kReference);
  canvas.DrawText({left + 12.0, top}, LegendName(chart.others), {theme::kMuted, kTextSize});
}

}  // namespace

PictureSize ScatterChartSize(const ScatterChart& chart) {
  const auto rows = static_cast<double>(chart.groups.size() + 2);
  return {kLeft + kSide + kLegendWidth, kTop + std::max(kSide, kLegendRow * rows) + kBottom};
}

void DrawScatterChart(Canvas& canvas, const ScatterChart& chart) {
  SUPREME_CHECK(chart.groups.size() <= kMaxScatterGroups);
  const PictureSize size = ScatterChartSize(chart);
  canvas.FillBox({{0.0, 0.0}, size.width, size.height}, theme::kPage);
  canvas.DrawText({kMargin, 22.0}, ShortenText(chart.title, 96), {theme::kInk, 15.0, true});
  canvas.DrawText({kMargin, 41.0}, ShortenText(chart.note, 120), {theme::kMuted, kTextSize});
  const Frame frame = FrameOf(chart);
  DrawFrame(canvas, chart, frame);
  for (const Point& point : chart.others.points) {
    if (IsFinite(point)) canvas.FillCircle(frame.At(point), kSmallMark, theme::kReference);
  }
  for (size_t g = 0; g < chart.groups.size(); ++g) {
    for (const Point& point : chart.groups[g].points) {
      if (IsFinite(point)) DrawMark(canvas, frame.At(point), g);
    }
  }
  DrawLegend(canvas, chart);
}

std::string DescribeScatterChart(const ScatterChart& chart) {
  std::string text = CleanText(chart.title) + ": points of";
  for (const ScatterGroup& group : chart.groups) {
    text += (&group == &chart.groups.front() ? " " : ", ") + LegendName(group);
  }
  if (!chart.others.points.empty())
    text += (chart.groups.empty() ? " " : ", ") + LegendName(chart.others);
  return text + ".";
}

}  // namespace supreme
