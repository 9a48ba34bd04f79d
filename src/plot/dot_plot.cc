#include "plot/dot_plot.h"

#include <algorithm>
#include <cmath>

#include "core/error.h"
#include "plot/axis.h"
#include "plot/chart_frame.h"
#include "plot/extent.h"
#include "plot/marks.h"
#include "plot/markup.h"
#include "plot/theme.h"

namespace supreme {
namespace {

constexpr double kWidth = 760.0;
constexpr double kMargin = 12.0;
constexpr double kPanelGap = 18.0;
constexpr double kPanelTitle = 24.0;
constexpr double kLaneHeight = 16.0;
constexpr double kRowGap = 10.0;
constexpr double kAxisHeight = 40.0;
constexpr double kTextSize = 11.5;
constexpr double kSmallSize = 10.5;
constexpr size_t kMaxRowLetters = 22;
constexpr size_t kMaxLaneLetters = 8;
constexpr double kBold = 1.1;  // times as wide

struct Layout {
  double left = 0.0;  // of the first panel
  double panel_width = 0.0;
  double top = 0.0;  // of the first row
  double row_height = 0.0;
  double bottom = 0.0;
  Axis axis;
  double PanelLeft(size_t panel) const {
    return left + static_cast<double>(panel) * (panel_width + kPanelGap);
  }
  double X(size_t panel, double value) const {
    return PanelLeft(panel) + panel_width * axis.Position(value);
  }
  double RowTop(size_t row) const { return top + row_height * static_cast<double>(row); }
  double LaneMiddle(size_t row, size_t lane) const {
    return RowTop(row) + kRowGap / 2.0 + kLaneHeight * (static_cast<double>(lane) + 0.5);
  }
};

bool HasInterval(const Dot& dot) {
  return std::isfinite(dot.value) && std::isfinite(dot.low) && std::isfinite(dot.high);
}

void DrawSign(Canvas& canvas, Point at, const DotSeries& series) {
  switch (series.shape) {
    case DotShape::kCircle:
      canvas.FillCircle(at, 6.4, theme::kPage);
      canvas.FillCircle(at, 5.6, series.color);
      return;
    case DotShape::kSquare:
      canvas.FillBox({{at.x - 4.2, at.y - 4.2}, 8.4, 8.4}, theme::kPage);
      canvas.FillBox({{at.x - 3.4, at.y - 3.4}, 6.8, 6.8}, series.color);
      return;
    case DotShape::kTick: {
      const Segment line = {{at.x, at.y - 5.0}, {at.x, at.y + 5.0}};
      canvas.DrawSegments({&line, 1}, {series.color, 1.7});
      return;
    }
    case DotShape::kCross: {
      const Segment lines[] = {{{at.x - 3.6, at.y - 3.6}, {at.x + 3.6, at.y + 3.6}},
                               {{at.x - 3.6, at.y + 3.6}, {at.x + 3.6, at.y - 3.6}}};
      canvas.DrawSegments(lines, {series.color, 1.7});
      return;
    }
  }
}

ChartFrame FrameOf(const DotPlot& plot) {
  ChartFrame frame{plot.title, {}, plot.notes};
  const auto middle = [](const Box& box) {
    return Point{box.corner.x + box.width / 2.0, box.corner.y + box.height / 2.0};
  };
  for (const DotSeries& series : plot.series) {
    frame.legend.push_back({series.name, [series, middle](Canvas& canvas, const Box& box) {
                              DrawSign(canvas, middle(box), series);
                            }});
  }
  const bool any_interval = std::ranges::any_of(plot.panels, [](const DotPanel& panel) {
    return std::ranges::any_of(panel.dots, HasInterval);
  });
  if (any_interval && !plot.interval_name.empty()) {
    frame.legend.push_back(
        {plot.interval_name, [middle](Canvas& canvas, const Box& box) {
           const double y = middle(box).y;
           DrawWhisker(canvas, {{box.corner.x, y}, {box.corner.x + box.width, y}}, 3.5);
         }});
  }
  return frame;
}

Axis ValueAxis(const DotPlot& plot) {
  Extent extent;
  for (const DotPanel& panel : plot.panels) {
    for (const Dot& dot : panel.dots) {
      for (const double value : {dot.value, dot.low, dot.high}) extent.Add(value);
    }
  }
  return MakeAxis(extent.low, extent.high, 5);
}

double NameWidth(const std::vector<std::string>& names, size_t max_letters, double size) {
  double width = 0.0;
  for (const std::string& name : names) {
    width = std::max(width, EstimateTextWidth(ShortenText(name, max_letters), size));
  }
  return width;
}

Layout LayoutOf(const DotPlot& plot) {
  SUPREME_CHECK(!plot.panels.empty() && !plot.lane_names.empty());
  Layout layout;
  layout.left = kMargin + NameWidth(plot.row_names, kMaxRowLetters, kBold * kTextSize) + 8.0 +
                NameWidth(plot.lane_names, kMaxLaneLetters, kSmallSize) + 12.0;
  const auto panels = static_cast<double>(plot.panels.size());
  layout.panel_width = (kWidth - kMargin - 8.0 - layout.left - kPanelGap * (panels - 1.0)) / panels;
  layout.top = HeadHeight(FrameOf(plot), kWidth) + kPanelTitle;
  layout.row_height = kLaneHeight * static_cast<double>(plot.lane_names.size()) + kRowGap;
  layout.bottom = layout.RowTop(plot.row_names.size());
  layout.axis = ValueAxis(plot);
  return layout;
}

void DrawNames(Canvas& canvas, const DotPlot& plot, const Layout& layout) {
  for (size_t row = 0; row < plot.row_names.size(); ++row) {
    canvas.DrawText({kMargin, layout.RowTop(row) + layout.row_height / 2.0 + 4.0},
                    ShortenText(plot.row_names[row], kMaxRowLetters),
                    {theme::kInk, kTextSize, true});
    for (size_t lane = 0; lane < plot.lane_names.size(); ++lane) {
      canvas.DrawText({layout.left - 10.0, layout.LaneMiddle(row, lane) + 3.8},
                      ShortenText(plot.lane_names[lane], kMaxLaneLetters),
                      {theme::kMuted, kSmallSize, false, Align::kRight});
    }
  }
}

void DrawGrid(Canvas& canvas, const DotPlot& plot, const Layout& layout, size_t panel) {
  const double left = layout.PanelLeft(panel), right = left + layout.panel_width;
  std::vector<Segment> lines;
  for (const double tick : layout.axis.Ticks()) {
    const double x = layout.X(panel, tick);
    lines.push_back({{x, layout.top}, {x, layout.bottom}});
    canvas.DrawText({x, layout.bottom + 15.0}, layout.axis.Label(tick),
                    {theme::kMuted, kSmallSize, false, Align::kCenter});
  }
  canvas.DrawSegments(lines, {theme::kGrid, 1.0});
  lines.clear();
  for (size_t row = 0; row <= plot.row_names.size(); ++row) {
    lines.push_back({{left, layout.RowTop(row)}, {right, layout.RowTop(row)}});
  }
  canvas.DrawSegments(lines, {theme::kReference, 0.7});
  canvas.DrawText({left, layout.top - 8.0}, ShortenText(plot.panels[panel].title, 46),
                  {theme::kInk, kTextSize, true});
  canvas.DrawText({(left + right) / 2.0, layout.bottom + 31.0}, plot.value_name,
                  {theme::kMuted, kSmallSize, false, Align::kCenter});
}

void DrawPanel(Canvas& canvas, const DotPlot& plot, const Layout& layout, size_t panel) {
  DrawGrid(canvas, plot, layout, panel);
  const size_t lanes = plot.lane_names.size();
  std::vector<bool> filled(plot.row_names.size() * lanes, false);
  for (size_t series = 0; series < plot.series.size(); ++series) {
    for (const Dot& dot : plot.panels[panel].dots) {
      if (dot.series != series || !std::isfinite(dot.value)) continue;
      SUPREME_CHECK(dot.row < plot.row_names.size() && dot.lane < lanes);
      filled[dot.row * lanes + dot.lane] = true;
      const double y = layout.LaneMiddle(dot.row, dot.lane);
      if (HasInterval(dot)) {
        DrawWhisker(canvas, {{layout.X(panel, dot.low), y}, {layout.X(panel, dot.high), y}}, 3.5);
      }
      DrawSign(canvas, {layout.X(panel, dot.value), y}, plot.series[series]);
    }
  }
  for (size_t i = 0; i < filled.size(); ++i) {
    if (filled[i]) continue;
    canvas.DrawText({layout.PanelLeft(panel) + 8.0, layout.LaneMiddle(i / lanes, i % lanes) + 3.8},
                    "no result", {theme::kMuted, kSmallSize});
  }
}

}  // namespace

PictureSize DotPlotSize(const DotPlot& plot) {
  return {kWidth, LayoutOf(plot).bottom + kAxisHeight + NotesHeight(FrameOf(plot), kWidth)};
}

void DrawDotPlot(Canvas& canvas, const DotPlot& plot) {
  DrawChartFrame(canvas, FrameOf(plot), DotPlotSize(plot));
  const Layout layout = LayoutOf(plot);
  DrawNames(canvas, plot, layout);
  for (size_t panel = 0; panel < plot.panels.size(); ++panel) {
    DrawPanel(canvas, plot, layout, panel);
  }
}

std::string DescribeDotPlot(const DotPlot& plot) {
  std::string text = "Dot plot: " + plot.title + "; panels ";
  for (size_t i = 0; i < plot.panels.size(); ++i) {
    text += (i == 0 ? "" : ", ") + plot.panels[i].title;
  }
  text += "; rows ";
  for (size_t i = 0; i < plot.row_names.size(); ++i) {
    text += (i == 0 ? "" : ", ") + plot.row_names[i];
  }
  return text + ".";
}

}  // namespace supreme
