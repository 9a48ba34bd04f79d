#include "plot/line_chart.h"

#include <algorithm>
#include <cmath>

#include "core/numbers.h"
#include "plot/axis.h"
#include "plot/extent.h"
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
constexpr double kLegendLine = 19.0;
constexpr double kSample = 23.0;  // a legend's line and the space after it
constexpr double kTextSize = 11.5;
constexpr double kThinColumn = 0.5;

struct PanelFrame {
  Box box;
  Axis x;
  Axis y;
  Point At(const Point& value) const {
    return {box.corner.x + box.width * x.Position(value.x),
            box.corner.y + box.height * (1.0 - y.Position(value.y))};
  }
};

size_t PanelsPerRow(const LineChart& chart) {
  return chart.panels_per_row > 0 ? chart.panels_per_row : chart.panels.size();
}

// Where each name of the shared legend stands, and the height they take.
struct Legend {
  std::vector<Point> places;
  double height = 0.0;
};

Legend LegendOf(const LineChart& chart) {
  Legend legend;
  if (!chart.shared_legend || chart.panels.empty()) return legend;
  Point at = {kMargin, kLegendLine};
  for (const auto& series : chart.panels.front().series) {
    const double width = kSample + EstimateTextWidth(series.name, kTextSize) + 16.0;
    if (at.x > kMargin && at.x + width > kWidth - kMargin) at = {kMargin, at.y + kLegendLine};
    legend.places.push_back(at);
    at.x += width;
  }
  legend.height = at.y + 6.0;
  return legend;
}

PanelFrame FrameOf(const LineChart& chart, size_t index) {
  const size_t per_row = PanelsPerRow(chart);
  const auto count = static_cast<double>(per_row);
  const double slot = (kWidth - 2.0 * kMargin - kGap * (count - 1.0)) / count;
  const double left = kMargin + static_cast<double>(index % per_row) * (slot + kGap) + kLeftOfPanel;
  const double top = LegendOf(chart).height + static_cast<double>(index / per_row) * kHeight + kTop;
  Extent x, y;
  for (const auto& panel : chart.panels) {
    for (const auto& series : panel.series) {
      for (const auto& point : series.points) {
        if (!IsFinite(point)) continue;
        x.Add(point.x);
        if (&panel == &chart.panels[index]) y.Add(point.y);
      }
    }
  }
  if (chart.panels[index].from_zero) y.Add(0.0);
  Axis x_axis = MakeAxis(x.low, x.high, 5);
  if (x.high > x_axis.low) x_axis.high = x.high;
  return {{{left, top}, slot - kLeftOfPanel - kRightOfPanel, kHeight - kTop - kBottom},
          x_axis,
          MakeAxis(y.low, y.high, 5)};
}

// "0.001", "1e-7": a power of ten as people write it.
std::string PowerLabel(double exponent) {
  const auto whole = static_cast<int>(std::lround(exponent));
  if (whole < -3 || whole > 4) return "1e" + std::to_string(whole);
  return FormatDouble(std::pow(10.0, whole));
}

void DrawAxes(Canvas& canvas, const PanelFrame& frame, const LineChart& chart) {
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
    if (chart.log_x && std::abs(tick - std::round(tick)) > 1e-6) continue;
    canvas.DrawText({frame.At({tick, frame.y.low}).x, bottom + 17.0},
                    chart.log_x ? PowerLabel(tick) : frame.x.Label(tick),
                    {theme::kMuted, kTextSize, false, Align::kCenter});
  }
  const Segment base = {{left, bottom}, {right, bottom}};
  canvas.DrawSegments({&base, 1}, {theme::kReference, 1.0});
  canvas.DrawText({(left + right) / 2.0, bottom + 36.0}, ShortenText(chart.x_name, 20),
                  {theme::kMuted, kTextSize, false, Align::kCenter});
}

void DrawSeries(Canvas& canvas, const PanelFrame& frame, const Series& series) {
  std::vector<Point> line;
  const auto flush = [&] {
    if (line.size() == 1) canvas.FillCircle(line[0], 2.5, series.color);
    canvas.DrawPolyline(ThinPolyline(line, kThinColumn), {series.color, 1.8, series.dashed});
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

void DrawLegendEntry(Canvas& canvas, const Point& at, const Series& series) {
  const Segment sample = {{at.x, at.y - 4.0}, {at.x + 18.0, at.y - 4.0}};
  canvas.DrawSegments({&sample, 1}, {series.color, 2.4, series.dashed});
  canvas.DrawText({at.x + kSample, at.y}, series.name, {theme::kMuted, kTextSize});
}

void DrawPanel(Canvas& canvas, const LineChart& chart, size_t index) {
  const Panel& panel = chart.panels[index];
  const PanelFrame frame = FrameOf(chart, index);
  DrawAxes(canvas, frame, chart);
  double left = frame.box.corner.x - kLeftOfPanel;
  const double top = frame.box.corner.y - kTop;
  canvas.DrawText({left, top + 20.0}, ShortenText(panel.title, 40), {theme::kInk, 13.5, true});
  for (const auto& series : panel.series) {
    DrawSeries(canvas, frame, series);
    if (panel.series.size() < 2 || chart.shared_legend) continue;
    DrawLegendEntry(canvas, {left, top + 40.0}, series);
    left += kSample + EstimateTextWidth(series.name, kTextSize) + 16.0;
  }
  if (panel.mark_highest && !panel.series.empty()) DrawHighest(canvas, frame, panel.series.back());
}

}  // namespace

PictureSize LineChartSize(const LineChart& chart) {
  const size_t per_row = std::max<size_t>(1, PanelsPerRow(chart));
  const size_t rows = std::max<size_t>(1, (chart.panels.size() + per_row - 1) / per_row);
  return {kWidth, LegendOf(chart).height + static_cast<double>(rows) * kHeight};
}

void DrawLineChart(Canvas& canvas, const LineChart& chart) {
  const PictureSize size = LineChartSize(chart);
  canvas.FillBox({{0.0, 0.0}, size.width, size.height}, theme::kPage);
  const Legend legend = LegendOf(chart);
  for (size_t i = 0; i < legend.places.size(); ++i) {
    DrawLegendEntry(canvas, legend.places[i], chart.panels.front().series[i]);
  }
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

Series CurveStyle(size_t index, const std::string& name) {
  const Color& color = theme::kCurves.at(index % theme::kCurves.size());
  return {name, color, {}, index >= theme::kCurves.size()};
}

}  // namespace supreme
