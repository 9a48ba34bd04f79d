#include "plot/curve_chart.h"

#include <algorithm>

#include "plot/axis.h"
#include "plot/markup.h"
#include "plot/theme.h"
#include "plot/thin.h"

namespace supreme {
namespace {

constexpr double kMargin = 14.0;
constexpr double kPanelSide = 230.0;
constexpr double kLeftOfPanel = 52.0;  // the y axis with its name
constexpr double kGap = 18.0;
constexpr double kTitleHeight = 30.0;
constexpr double kPanelTitleHeight = 28.0;  // with the name of the y axis
constexpr double kBelowPanel = 46.0;
constexpr double kLegendRow = 20.0;
constexpr double kTextSize = 11.5;
constexpr double kThinColumn = 0.5;
constexpr double kDotRadius = 3.2;

// Named curves, each name once.
std::vector<const Curve*> LegendOf(const CurveChart& chart) {
  std::vector<const Curve*> legend;
  for (const CurvePanel& panel : chart.panels) {
    for (const Curve& curve : panel.curves) {
      const bool known = std::ranges::any_of(
          legend, [&](const Curve* entry) { return entry->name == curve.name; });
      if (!curve.name.empty() && !known) legend.push_back(&curve);
    }
  }
  return legend;
}

bool IsInside(const Point& point) {
  return point.x >= 0.0 && point.x <= 1.0 && point.y >= 0.0 && point.y <= 1.0;
}

struct Frame {
  Box box;
  Point At(double x, double y) const {
    return {box.corner.x + box.width * x, box.corner.y + box.height * (1.0 - y)};
  }
};

Frame FrameOf(size_t index) {
  const double left = kMargin + static_cast<double>(index) * (kLeftOfPanel + kPanelSide + kGap);
  return {
      {{left + kLeftOfPanel, kMargin + kTitleHeight + kPanelTitleHeight}, kPanelSide, kPanelSide}};
}

void DrawAxes(Canvas& canvas, const Frame& frame, const CurvePanel& panel) {
  const Axis axis;  // 0, 0.2 … 1
  std::vector<Segment> grid;
  for (const double tick : axis.Ticks()) {
    grid.push_back({frame.At(0.0, tick), frame.At(1.0, tick)});
    grid.push_back({frame.At(tick, 0.0), frame.At(tick, 1.0)});
    const Point left = frame.At(0.0, tick), below = frame.At(tick, 0.0);
    canvas.DrawText({left.x - 7.0, left.y + 4.0}, axis.Label(tick),
                    {theme::kMuted, kTextSize, false, Align::kRight});
    canvas.DrawText({below.x, below.y + 16.0}, axis.Label(tick),
                    {theme::kMuted, kTextSize, false, Align::kCenter});
  }
  canvas.DrawSegments(grid, {theme::kGrid, 1.0});
  const Segment axes[] = {{frame.At(0.0, 0.0), frame.At(1.0, 0.0)},
                          {frame.At(0.0, 0.0), frame.At(0.0, 1.0)}};
  canvas.DrawSegments(axes, {theme::kReference, 1.0});
  const Point middle = frame.At(0.5, 0.0);
  canvas.DrawText({middle.x, middle.y + 35.0}, panel.x_name,
                  {theme::kMuted, kTextSize, false, Align::kCenter});
  // The canvas has no turned text: the y axis is named above it.
  const Point top = frame.At(0.0, 1.0);
  canvas.DrawText({top.x, top.y - 22.0}, panel.title, {theme::kInk, 13.0, true});
  canvas.DrawText({top.x, top.y - 7.0}, panel.y_name, {theme::kMuted, kTextSize});
}

void DrawCurve(Canvas& canvas, const Frame& frame, const Curve& curve) {
  std::vector<Point> line;
  for (const Point& point : curve.points) {
    if (IsInside(point)) line.push_back(frame.At(point.x, point.y));
  }
  if (line.empty()) return;
  canvas.DrawPolyline(ThinPolyline(line, kThinColumn), {curve.color, curve.width, curve.dashed});
  if (!curve.dots) return;
  for (const Point& point : line) canvas.FillCircle(point, kDotRadius, curve.color);
}

void DrawLegend(Canvas& canvas, const CurveChart& chart, double top) {
  for (const Curve* curve : LegendOf(chart)) {
    const Segment sample = {{kMargin + kLeftOfPanel, top}, {kMargin + kLeftOfPanel + 26.0, top}};
    canvas.DrawSegments({&sample, 1}, {curve->color, curve->width, curve->dashed});
    canvas.DrawText({sample.to.x + 8.0, top + 4.0}, ShortenText(curve->name, 100),
                    {theme::kInk, kTextSize});
    top += kLegendRow;
  }
}

}  // namespace

PictureSize CurveChartSize(const CurveChart& chart) {
  const auto panels = static_cast<double>(std::max<size_t>(1, chart.panels.size()));
  const auto entries = static_cast<double>(LegendOf(chart).size());
  return {2.0 * kMargin + panels * (kLeftOfPanel + kPanelSide) + (panels - 1.0) * kGap,
          2.0 * kMargin + kTitleHeight + kPanelTitleHeight + kPanelSide + kBelowPanel +
              kLegendRow * entries};
}

void DrawCurveChart(Canvas& canvas, const CurveChart& chart) {
  const PictureSize size = CurveChartSize(chart);
  canvas.FillBox({{0.0, 0.0}, size.width, size.height}, theme::kPage);
  canvas.DrawText({kMargin, kMargin + 12.0}, ShortenText(chart.title, 110),
                  {theme::kInk, 14.0, true});
  for (size_t i = 0; i < chart.panels.size(); ++i) {
    const Frame frame = FrameOf(i);
    const CurvePanel& panel = chart.panels[i];
    DrawAxes(canvas, frame, panel);
    if (panel.diagonal) {
      const Segment diagonal = {frame.At(0.0, 0.0), frame.At(1.0, 1.0)};
      canvas.DrawSegments({&diagonal, 1}, {theme::kReference, 1.0, true});
    }
    for (const Curve& curve : panel.curves) DrawCurve(canvas, frame, curve);
  }
  DrawLegend(canvas, chart,
             kMargin + kTitleHeight + kPanelTitleHeight + kPanelSide + kBelowPanel + 8.0);
}

std::string DescribeCurveChart(const CurveChart& chart) {
  std::string text = CleanText(chart.title);
  for (const CurvePanel& panel : chart.panels) text += "; " + CleanText(panel.title);
  for (const Curve* curve : LegendOf(chart)) text += "; " + CleanText(curve->name);
  return text + ".";
}

}  // namespace supreme
