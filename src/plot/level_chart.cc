#include "plot/level_chart.h"

#include <algorithm>
#include <cmath>

#include "core/numbers.h"
#include "plot/axis.h"
#include "plot/chart_frame.h"
#include "plot/extent.h"
#include "plot/marks.h"
#include "plot/markup.h"
#include "plot/theme.h"

namespace supreme {
namespace {

constexpr double kWidth = 760.0;
constexpr double kLeft = 62.0;
constexpr double kRight = 532.0;  // of the plot; labels of levels follow
constexpr double kLabelLeft = kRight + 26.0;
constexpr double kPanelTitle = 26.0;
constexpr double kPlotHeight = 250.0;
constexpr double kAxisHeight = 46.0;
constexpr double kTextSize = 11.5;
constexpr double kSmallSize = 10.5;
constexpr double kLabelDistance = 13.0;
constexpr size_t kMaxLetters = 26;

bool HasInterval(const LevelPoint& point) {
  return std::isfinite(point.value) && std::isfinite(point.low) && std::isfinite(point.high);
}

double PlaceOf(const Level& level) {
  return std::isfinite(level.value) ? level.value : level.reference;
}

struct Frame {
  double top = 0.0;  // of the plot
  Axis x;
  Axis y;
  double X(double value) const { return kLeft + (kRight - kLeft) * x.Position(value); }
  double Y(double value) const { return top + kPlotHeight * (1.0 - y.Position(value)); }
  double Bottom() const { return top + kPlotHeight; }
};

template <typename Predicate>
bool AnyLevel(const LevelChart& chart, Predicate predicate) {
  return std::ranges::any_of(chart.panels, [&](const LevelPanel& panel) {
    return std::ranges::any_of(panel.levels, predicate);
  });
}

void AddLine(ChartFrame& frame, const std::string& name, const Stroke& stroke) {
  frame.legend.push_back({name, [stroke](Canvas& canvas, const Box& box) {
                            const double y = box.corner.y + box.height / 2.0;
                            const Segment line = {{box.corner.x, y}, {box.corner.x + box.width, y}};
                            canvas.DrawSegments({&line, 1}, stroke);
                          }});
}

ChartFrame FrameOf(const LevelChart& chart) {
  ChartFrame frame{chart.title, {}, chart.notes};
  AddLine(frame, chart.curve_name, {theme::kSeen, 2.4});
  if (!chart.interval_name.empty() && std::ranges::any_of(chart.curve, HasInterval)) {
    frame.legend.push_back(
        {chart.interval_name, [](Canvas& canvas, const Box& box) {
           const double x = box.corner.x + box.width / 2.0;
           DrawWhisker(canvas, {{x, box.corner.y}, {x, box.corner.y + box.height}}, 3.5);
         }});
  }
  if (AnyLevel(chart, [](const Level& level) { return std::isfinite(level.value); })) {
    AddLine(frame, chart.level_name, {theme::kMuted, 1.2});
  }
  if (AnyLevel(chart, [](const Level& level) { return std::isfinite(level.reference); })) {
    AddLine(frame, chart.reference_name, {theme::kMuted, 1.2, true});
  }
  const auto is_missing = [](const LevelPoint& point) { return !std::isfinite(point.value); };
  if (std::ranges::any_of(chart.curve, is_missing)) {
    frame.legend.push_back(
        {"no result", [](Canvas& canvas, const Box& box) {
           DrawCross(canvas, {box.corner.x + box.width / 2.0, box.corner.y + box.height / 2.0},
                     3.0);
         }});
  }
  return frame;
}

Frame PanelFrame(const LevelChart& chart, size_t index) {
  Extent x, y;
  for (const LevelPoint& point : chart.curve) {
    x.Add(point.x);
    for (const double value : {point.value, point.low, point.high, point.reference}) y.Add(value);
  }
  for (const Level& level : chart.panels[index].levels) {
    y.Add(level.value);
    y.Add(level.reference);
  }
  const double panel = kPanelTitle + kPlotHeight + kAxisHeight;
  Frame frame;
  frame.top = HeadHeight(FrameOf(chart), kWidth) + panel * static_cast<double>(index) + kPanelTitle;
  frame.x = MakeAxis(std::min(0.0, x.low), x.high, 5);
  frame.y = MakeAxis(y.low, y.high, 6);
  return frame;
}

void DrawAxes(Canvas& canvas, const LevelChart& chart, const Frame& frame) {
  std::vector<Segment> lines;
  for (const double tick : frame.y.Ticks()) {
    const double y = frame.Y(tick);
    lines.push_back({{kLeft, y}, {kRight, y}});
    canvas.DrawText({kLeft - 8.0, y + 3.8}, frame.y.Label(tick),
                    {theme::kMuted, kSmallSize, false, Align::kRight});
  }
  canvas.DrawSegments(lines, {theme::kGrid, 1.0});
  for (const double tick : frame.x.Ticks()) {
    canvas.DrawText({frame.X(tick), frame.Bottom() + 16.0}, frame.x.Label(tick),
                    {theme::kMuted, kSmallSize, false, Align::kCenter});
  }
  const Segment base = {{kLeft, frame.Bottom()}, {kRight, frame.Bottom()}};
  canvas.DrawSegments({&base, 1}, {theme::kReference, 1.0});
  canvas.DrawText({(kLeft + kRight) / 2.0, frame.Bottom() + 33.0}, chart.x_name,
                  {theme::kMuted, kSmallSize, false, Align::kCenter});
}

std::string LabelOf(const Level& level) {
  std::string text = ShortenText(level.name, kMaxLetters);
  if (std::isfinite(level.value)) text += "  " + FormatFixed(level.value, 1);
  if (std::isfinite(level.reference)) text += "  (" + FormatFixed(level.reference, 2) + ")";
  return text;
}

void DrawLevels(Canvas& canvas, const LevelPanel& panel, const Frame& frame) {
  std::vector<const Level*> levels;
  for (const Level& level : panel.levels) {
    if (std::isfinite(PlaceOf(level))) levels.push_back(&level);
  }
  std::ranges::stable_sort(
      levels, [](const Level* a, const Level* b) { return PlaceOf(*a) > PlaceOf(*b); });
  std::vector<double> wanted;
  for (const Level* level : levels) wanted.push_back(frame.Y(PlaceOf(*level)));
  const std::vector<double> places =
      SpreadLabels(wanted, kLabelDistance, frame.top, frame.Bottom());
  for (size_t i = 0; i < levels.size(); ++i) {
    const Level& level = *levels[i];
    const Color& color = level.is_strong ? theme::kUnseen : theme::kMuted;
    const double width = level.is_strong ? 2.0 : 1.0;
    const auto draw = [&](double value, bool is_dashed) {
      if (!std::isfinite(value)) return;
      const Segment line = {{kLeft, frame.Y(value)}, {kRight, frame.Y(value)}};
      canvas.DrawSegments({&line, 1}, {color, width, is_dashed});
    };
    draw(level.reference, true);
    draw(level.value, false);
    const Segment leader = {{kRight + 3.0, wanted[i]}, {kLabelLeft - 4.0, places[i]}};
    canvas.DrawSegments({&leader, 1}, {theme::kReference, 0.7});
    canvas.DrawText({kLabelLeft, places[i] + 3.8}, LabelOf(level),
                    {level.is_strong ? theme::kInk : theme::kMuted, kSmallSize, level.is_strong});
  }
}

void DrawCurve(Canvas& canvas, const LevelChart& chart, const Frame& frame) {
  std::vector<Point> line;
  const auto flush = [&] {
    canvas.DrawPolyline(line, {theme::kSeen, 2.4});
    line.clear();
  };
  for (const LevelPoint& point : chart.curve) {
    if (std::isfinite(point.value)) {
      line.push_back({frame.X(point.x), frame.Y(point.value)});
    } else {
      flush();
    }
  }
  flush();
  for (const LevelPoint& point : chart.curve) {
    const double x = frame.X(point.x);
    if (HasInterval(point)) {
      DrawWhisker(canvas, {{x, frame.Y(point.low)}, {x, frame.Y(point.high)}}, 4.0);
    }
    if (std::isfinite(point.value)) {
      canvas.FillCircle({x, frame.Y(point.value)}, 4.2, theme::kSeen);
    } else {
      DrawCross(canvas, {x, frame.Bottom() - 8.0}, 3.0);
    }
    if (std::isfinite(point.reference)) DrawRing(canvas, {x, frame.Y(point.reference)}, 4.2);
  }
}

}  // namespace

std::vector<double> SpreadLabels(std::vector<double> wanted, double distance, double low,
                                 double high) {
  double least = low;
  for (double& place : wanted) {
    place = std::max(place, least);
    least = place + distance;
  }
  double most = high;
  for (size_t i = wanted.size(); i-- > 0;) {
    wanted[i] = std::min(wanted[i], most);
    most = wanted[i] - distance;
  }
  return wanted;
}

PictureSize LevelChartSize(const LevelChart& chart) {
  const ChartFrame frame = FrameOf(chart);
  const double panel = kPanelTitle + kPlotHeight + kAxisHeight;
  return {kWidth, HeadHeight(frame, kWidth) + panel * static_cast<double>(chart.panels.size()) +
                      NotesHeight(frame, kWidth)};
}

void DrawLevelChart(Canvas& canvas, const LevelChart& chart) {
  DrawChartFrame(canvas, FrameOf(chart), LevelChartSize(chart));
  for (size_t i = 0; i < chart.panels.size(); ++i) {
    const Frame frame = PanelFrame(chart, i);
    canvas.DrawText({kLeft, frame.top - 10.0}, ShortenText(chart.panels[i].title, 60),
                    {theme::kInk, kTextSize, true});
    canvas.DrawText({kRight, frame.top - 10.0}, chart.y_name,
                    {theme::kMuted, kSmallSize, false, Align::kRight});
    DrawAxes(canvas, chart, frame);
    DrawLevels(canvas, chart.panels[i], frame);
    DrawCurve(canvas, chart, frame);
  }
}

std::string DescribeLevelChart(const LevelChart& chart) {
  std::string text = "Line chart: " + chart.title;
  std::vector<const LevelPoint*> there;
  for (const LevelPoint& point : chart.curve) {
    if (std::isfinite(point.value)) there.push_back(&point);
  }
  if (there.empty()) {
    text += "; " + chart.curve_name + " has no result";
  } else {
    text += "; " + chart.curve_name + " from " + FormatFixed(there.front()->value, 2) + " at " +
            FormatDouble(there.front()->x) + " to " + FormatFixed(there.back()->value, 2) + " at " +
            FormatDouble(there.back()->x);
  }
  for (const LevelPanel& panel : chart.panels) {
    text += "; " + panel.title + ", " + std::to_string(panel.levels.size()) + " levels";
  }
  return text + ".";
}

}  // namespace supreme
