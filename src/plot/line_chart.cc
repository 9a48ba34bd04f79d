#include "plot/line_chart.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/numbers.h"
#include "plot/axis.h"
#include "plot/markup.h"
#include "plot/theme.h"
#include "plot/thin.h"

namespace supreme {
namespace {

constexpr double kWidth = 760.0;
constexpr double kHeight = 270.0;
constexpr double kMargin = 12.0;
constexpr double kTop = 54.0;
constexpr double kBottom = 48.0;
constexpr double kLeftOfPanel = 46.0;   // numbers of the y axis
constexpr double kRightOfPanel = 16.0;  // half of the last number of the x axis
constexpr double kGap = 14.0;
constexpr double kTextSize = 11.5;
constexpr double kThinColumn = 0.5;

bool IsFinite(const Point& point) { return std::isfinite(point.x) && std::isfinite(point.y); }

struct Range {
  double low = std::numeric_limits<double>::infinity();
  double high = -std::numeric_limits<double>::infinity();
  void Add(double value) {
    low = std::min(low, value);
    high = std::max(high, value);
  }
};

struct PanelFrame {
  Box box;
  Axis x;
  Axis y;
  Point At(const Point& value) const {
    return {box.corner.x + box.width * x.Position(value.x),
            box.corner.y + box.height * (1.0 - y.Position(value.y))};
  }
};

PanelFrame FrameOf(const LineChart& chart, size_t index) {
  const auto count = static_cast<double>(chart.panels.size());
  const double slot = (kWidth - 2.0 * kMargin - kGap * (count - 1.0)) / count;
  const double left = kMargin + static_cast<double>(index) * (slot + kGap) + kLeftOfPanel;
  Range x, y;
  for (const auto& panel : chart.panels) {
    for (const auto& series : panel.series) {
      for (const auto& point : series.points) {
        if (!IsFinite(point)) continue;
        x.Add(point.x);
        if (&panel == &chart.panels[index]) y.Add(point.y);
      }
    }
  }
  Axis x_axis = MakeAxis(x.low, x.high, 5);
  if (x.high > x_axis.low) x_axis.high = x.high;
  return {{{left, kTop}, slot - kLeftOfPanel - kRightOfPanel, kHeight - kTop - kBottom},
          x_axis,
          MakeAxis(y.low, y.high, 5)};
}

void DrawAxes(Canvas& canvas, const PanelFrame& frame, const std::string& x_name) {
  const double left = frame.box.corner.x, right = left + frame.box.width;
  const double bottom = frame.box.corner.y + frame.box.height;
  std::vector<Segment> lines;
  for (const double tick : frame.y.Ticks()) {
    const double y = frame.At({frame.x.low, tick}).y;
    lines.push_back({{left, y}, {right, y}});
    canvas.DrawText({left - 8.0, y + 4.0}, frame.y.Label(tick),
                    {theme::kMuted, kTextSize, false, Align::kRight});
  }
  canvas.DrawSegments(lines, {theme::kGrid, 1.0});
  for (const double tick : frame.x.Ticks()) {
    canvas.DrawText({frame.At({tick, frame.y.low}).x, bottom + 17.0}, frame.x.Label(tick),
                    {theme::kMuted, kTextSize, false, Align::kCenter});
  }
  const Segment base = {{left, bottom}, {right, bottom}};
  canvas.DrawSegments({&base, 1}, {theme::kReference, 1.0});
  canvas.DrawText({(left + right) / 2.0, bottom + 36.0}, ShortenText(x_name, 20),
                  {theme::kMuted, kTextSize, false, Align::kCenter});
}

void DrawSeries(Canvas& canvas, const PanelFrame& frame, const Series& series) {
  std::vector<Point> line;
  const auto flush = [&] {
    if (line.size() == 1) canvas.FillCircle(line[0], 2.5, series.color);
    canvas.DrawPolyline(ThinPolyline(line, kThinColumn), {series.color, 1.8});
    line.clear();
  };
  for (const auto& point : series.points) {
    if (IsFinite(point)) {
      line.push_back(frame.At(point));
    } else {
      flush();
    }
  }
  flush();
}

void DrawHighest(Canvas& canvas, const PanelFrame& frame, const Series& series) {
  const Point* highest = nullptr;
  for (const auto& point : series.points) {
    if (IsFinite(point) && (highest == nullptr || point.y > highest->y)) highest = &point;
  }
  if (highest == nullptr) return;
  const Point at = frame.At(*highest);
  canvas.FillCircle(at, 4.0, series.color);
  const bool right_half = frame.x.Position(highest->x) > 0.5;
  const bool top = frame.y.Position(highest->y) > 0.9;
  canvas.DrawText({at.x + (right_half ? -7.0 : 7.0), at.y + (top ? 17.0 : -8.0)},
                  FormatFixed(highest->y, 3),
                  {theme::kInk, kTextSize, true, right_half ? Align::kRight : Align::kLeft});
}

void DrawPanel(Canvas& canvas, const LineChart& chart, size_t index) {
  const Panel& panel = chart.panels[index];
  const PanelFrame frame = FrameOf(chart, index);
  DrawAxes(canvas, frame, chart.x_name);
  double left = frame.box.corner.x - kLeftOfPanel;
  canvas.DrawText({left, 20.0}, ShortenText(panel.title, 40), {theme::kInk, 13.5, true});
  for (const auto& series : panel.series) {
    DrawSeries(canvas, frame, series);
    if (panel.series.size() < 2) continue;
    const Segment sample = {{left, 36.0}, {left + 18.0, 36.0}};
    canvas.DrawSegments({&sample, 1}, {series.color, 2.4});
    canvas.DrawText({left + 23.0, 40.0}, series.name, {theme::kMuted, kTextSize});
    left += 23.0 + EstimateTextWidth(series.name, kTextSize) + 16.0;
  }
  if (panel.mark_highest && !panel.series.empty()) DrawHighest(canvas, frame, panel.series.back());
}

}  // namespace

PictureSize LineChartSize(const LineChart&) { return {kWidth, kHeight}; }

void DrawLineChart(Canvas& canvas, const LineChart& chart) {
  canvas.FillBox({{0.0, 0.0}, kWidth, kHeight}, theme::kPage);
  for (size_t i = 0; i < chart.panels.size(); ++i) DrawPanel(canvas, chart, i);
}

std::string DescribeLineChart(const LineChart& chart) {
  std::string text = "Line chart";
  for (const auto& panel : chart.panels) {
    for (const auto& series : panel.series) {
      if (series.points.empty()) continue;
      text += "; " + series.name + " from " + FormatFixed(series.points.front().y, 3) + " to " +
              FormatFixed(series.points.back().y, 3);
    }
  }
  return text + ".";
}

}  // namespace supreme
