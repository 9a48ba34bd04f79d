#include "plot/grouped_bars.h"

#include <algorithm>
#include <cmath>

#include "core/error.h"
#include "core/numbers.h"
#include "plot/axis.h"
#include "plot/chart_frame.h"
#include "plot/markup.h"
#include "plot/theme.h"

namespace supreme {
namespace {

constexpr double kWidth = 760.0;
constexpr double kMargin = 12.0;
constexpr double kColumnGap = 16.0;
constexpr double kTopLabels = 20.0;  // numbers of the axis or heads of the numbers
constexpr double kAxisHeight = 42.0;
constexpr double kGroupGap = 12.0;
constexpr double kLeastGroup = 26.0;
constexpr double kLabelSize = 11.5;
constexpr double kDetailSize = 10.0;
constexpr double kDetailLine = 11.0;
constexpr double kNumberSize = 10.5;
constexpr double kNumberWidth = 112.0;
constexpr double kSignedNumberWidth = 130.0;
constexpr double kReferenceWidth = 52.0;
constexpr int kTicks = 8;
constexpr double kBold = 1.1;  // times as wide

// Sizes that follow from what the chart holds.
struct Layout {
  double pitch = 0.0;  // from bar to bar
  double bar = 0.0;
  double group = 0.0;
  size_t rows = 0;  // groups of the fullest column
  double label_width = 0.0;
  double numbers_width = 0.0;
  double column_width = 0.0;
  double top = 0.0;  // of the first group
  double bottom = 0.0;
  Axis axis;
};

// A column of groups.
struct Frame {
  const GroupedBarChart& chart;
  const Layout& layout;
  double left = 0.0;   // of the bars
  double right = 0.0;  // of the bars
  double X(double value) const { return left + (right - left) * layout.axis.Position(value); }
};

template <typename Predicate>
bool AnyBar(const GroupedBarChart& chart, Predicate predicate) {
  return std::ranges::any_of(chart.groups, [&](const BarGroup& group) {
    return std::ranges::any_of(group.bars, predicate);
  });
}

bool HasInterval(const BarValue& bar) {
  return std::isfinite(bar.value) && std::isfinite(bar.low) && std::isfinite(bar.high);
}
bool HasReference(const BarValue& bar) { return std::isfinite(bar.reference); }
bool IsUndefined(const BarValue& bar) { return !std::isfinite(bar.value) && bar.is_undefined; }
bool IsMissing(const BarValue& bar) { return !std::isfinite(bar.value) && !bar.is_undefined; }
bool IsBelow(const GroupedBarChart& chart, const BarSeries& series, const BarValue& bar) {
  return bar.value < chart.baseline && !series.name_below.empty();
}

Axis ValueAxis(const GroupedBarChart& chart) {
  double low = chart.baseline, high = chart.baseline;
  const auto add = [&](double value) {
    if (!std::isfinite(value)) return;
    low = std::min(low, value);
    high = std::max(high, value);
  };
  for (const double value : chart.shown) add(value);
  for (const BarGroup& group : chart.groups) {
    for (const BarValue& bar : group.bars) {
      for (const double value : {bar.value, bar.low, bar.high, bar.reference}) add(value);
    }
  }
  return MakeAxis(low, high, kTicks);
}

void AddSigns(const GroupedBarChart& chart, ChartFrame& frame) {
  const auto middle = [](const Box& box) {
    return Point{box.corner.x + box.width / 2.0, box.corner.y + box.height / 2.0};
  };
  if (!chart.interval_name.empty() && AnyBar(chart, HasInterval)) {
    frame.legend.push_back(
        {chart.interval_name, [middle](Canvas& canvas, const Box& box) {
           const double y = middle(box).y;
           DrawWhisker(canvas, {{box.corner.x, y}, {box.corner.x + box.width, y}}, 3.5);
         }});
  }
  if (!chart.reference_name.empty() && AnyBar(chart, HasReference)) {
    frame.legend.push_back({chart.reference_name, [middle](Canvas& canvas, const Box& box) {
                              DrawRing(canvas, middle(box), 3.6);
                            }});
  }
  if (AnyBar(chart, IsMissing)) {
    frame.legend.push_back({"no result", [middle](Canvas& canvas, const Box& box) {
                              DrawCross(canvas, middle(box), 3.0);
                            }});
  }
  if (AnyBar(chart, IsUndefined)) {
    frame.legend.push_back({"undefined", [middle](Canvas& canvas, const Box& box) {
                              canvas.DrawText({middle(box).x, middle(box).y + 4.0}, "?",
                                              {theme::kMuted, kLabelSize, true, Align::kCenter});
                            }});
  }
}

ChartFrame FrameOf(const GroupedBarChart& chart) {
  ChartFrame frame{chart.title, {}, chart.notes};
  const auto add = [&frame](const std::string& name, const BarStyle& style) {
    frame.legend.push_back(
        {name, [style](Canvas& canvas, const Box& box) { DrawBar(canvas, box, style); }});
  };
  for (const BarSeries& series : chart.series) {
    add(series.name, series.style);
    if (!series.name_below.empty()) add(series.name_below, series.style_below);
  }
  AddSigns(chart, frame);
  return frame;
}

size_t LettersIn(double width, double size) {
  return static_cast<size_t>(width / EstimateTextWidth("x", size));
}

double NoteWidth(const BarGroup& group) {
  return group.note.empty() ? 0.0 : EstimateTextWidth(group.note, kDetailSize) + 8.0;
}

double LabelWidth(const GroupedBarChart& chart) {
  const double most = chart.columns > 1 ? 126.0 : 176.0;
  double width = 40.0;
  for (const BarGroup& group : chart.groups) {
    width = std::max({width, EstimateTextWidth(group.label, kBold * kLabelSize) + NoteWidth(group),
                      EstimateTextWidth(group.detail, kDetailSize)});
  }
  return std::min(width, most);
}

Layout LayoutOf(const GroupedBarChart& chart) {
  SUPREME_CHECK(chart.columns > 0);
  Layout layout;
  layout.pitch = chart.has_numbers ? 15.0 : 8.5;
  layout.bar = chart.has_numbers ? 10.5 : 7.0;
  layout.group =
      std::max(kLeastGroup, layout.pitch * static_cast<double>(chart.series.size()) + kGroupGap);
  layout.rows = (chart.groups.size() + chart.columns - 1) / chart.columns;
  layout.label_width = LabelWidth(chart);
  if (chart.has_numbers) {
    layout.numbers_width = chart.is_signed ? kSignedNumberWidth : kNumberWidth;
    if (AnyBar(chart, HasReference)) layout.numbers_width += kReferenceWidth;
  }
  const auto columns = static_cast<double>(chart.columns);
  layout.column_width = (kWidth - 2.0 * kMargin - kColumnGap * (columns - 1.0)) / columns;
  layout.top = HeadHeight(FrameOf(chart), kWidth) + kTopLabels;
  layout.bottom = layout.top + layout.group * static_cast<double>(layout.rows);
  layout.axis = ValueAxis(chart);
  return layout;
}

Frame ColumnFrame(const GroupedBarChart& chart, const Layout& layout, size_t column) {
  const double start = kMargin + static_cast<double>(column) * (layout.column_width + kColumnGap);
  return {chart, layout, start + layout.label_width + 10.0,
          start + layout.column_width - layout.numbers_width - 14.0};
}

std::string NumberText(const GroupedBarChart& chart, double value, int digits) {
  std::string text = FormatFixed(std::abs(value), digits);
  const bool is_zero = text.find_first_not_of("0.") == std::string::npos;
  if (value < 0.0 && !is_zero) return "−" + text;
  return chart.is_signed && !is_zero ? "+" + text : text;
}

void DrawNumbers(Canvas& canvas, const Frame& frame, const BarValue& bar, double middle) {
  const double left = frame.right + 16.0, baseline = middle + 3.8;
  if (HasReference(bar)) {
    canvas.DrawText({frame.right + 14.0 + frame.layout.numbers_width, baseline},
                    NumberText(frame.chart, bar.reference, 2),
                    {theme::kMuted, kNumberSize, false, Align::kRight});
  }
  if (!std::isfinite(bar.value)) {
    canvas.DrawText({left, baseline}, bar.is_undefined ? "undefined" : "no result",
                    {theme::kMuted, kNumberSize});
    return;
  }
  std::string text = NumberText(frame.chart, bar.value, 2);
  if (HasInterval(bar)) {
    text += "  [" + NumberText(frame.chart, bar.low, 1) + ", " +
            NumberText(frame.chart, bar.high, 1) + "]";
  }
  canvas.DrawText({left, baseline}, text, {theme::kInk, kNumberSize});
}

void DrawValue(Canvas& canvas, const Frame& frame, const BarSeries& series, const BarValue& bar,
               double middle) {
  const double base = frame.X(frame.chart.baseline);
  if (std::isfinite(bar.value)) {
    const double end = frame.X(bar.value);
    DrawBar(canvas,
            {{std::min(base, end), middle - frame.layout.bar / 2.0},
             std::abs(end - base),
             frame.layout.bar},
            IsBelow(frame.chart, series, bar) ? series.style_below : series.style);
    if (HasInterval(bar)) {
      DrawWhisker(canvas, {{frame.X(bar.low), middle}, {frame.X(bar.high), middle}},
                  0.28 * frame.layout.bar);
    }
  } else if (bar.is_undefined) {
    canvas.DrawText({base + 9.0, middle + 3.2}, "?",
                    {theme::kMuted, kDetailSize - 1.0, true, Align::kCenter});
  } else {
    DrawCross(canvas, {base + 9.0, middle}, 2.4);
  }
  if (HasReference(bar)) {
    DrawRing(canvas, {frame.X(bar.reference), middle}, frame.chart.has_numbers ? 3.6 : 2.8);
  }
}

void DrawLabel(Canvas& canvas, const Frame& frame, const BarGroup& group, double top) {
  const Layout& layout = frame.layout;
  const double right = frame.left - 8.0;
  const auto room = static_cast<size_t>((layout.group - kLabelSize) / kDetailLine);
  const auto lines = WrapText(group.detail, LettersIn(layout.label_width, kDetailSize), room);
  const double height = kLabelSize + kDetailLine * static_cast<double>(lines.size());
  double baseline = top + (layout.group - height) / 2.0 + kLabelSize - 1.5;
  const double label_width = layout.label_width - NoteWidth(group);
  canvas.DrawText({right, baseline},
                  ShortenText(group.label, LettersIn(label_width, kBold * kLabelSize)),
                  {theme::kInk, kLabelSize, true, Align::kRight});
  canvas.DrawText({right - layout.label_width, baseline}, group.note, {theme::kMuted, kDetailSize});
  for (const std::string& line : lines) {
    baseline += kDetailLine;
    canvas.DrawText({right, baseline}, line, {theme::kMuted, kDetailSize, false, Align::kRight});
  }
}

void DrawGroup(Canvas& canvas, const Frame& frame, const BarGroup& group, double top) {
  SUPREME_CHECK(group.bars.size() == frame.chart.series.size());
  DrawLabel(canvas, frame, group, top);
  const double bars = frame.layout.pitch * static_cast<double>(group.bars.size());
  double middle = top + (frame.layout.group - bars + frame.layout.pitch) / 2.0;
  for (size_t i = 0; i < group.bars.size(); ++i) {
    DrawValue(canvas, frame, frame.chart.series[i], group.bars[i], middle);
    if (frame.chart.has_numbers) DrawNumbers(canvas, frame, group.bars[i], middle);
    middle += frame.layout.pitch;
  }
}

void DrawAxis(Canvas& canvas, const Frame& frame, double bottom) {
  const double top = frame.layout.top;
  std::vector<Segment> lines;
  const TextStyle style = {theme::kMuted, kNumberSize, false, Align::kCenter};
  for (const double tick : frame.layout.axis.Ticks()) {
    const double x = frame.X(tick);
    lines.push_back({{x, top}, {x, bottom}});
    canvas.DrawText({x, bottom + 15.0}, frame.layout.axis.Label(tick), style);
    if (!frame.chart.has_numbers)
      canvas.DrawText({x, top - 6.0}, frame.layout.axis.Label(tick), style);
  }
  canvas.DrawSegments(lines, {theme::kGrid, 1.0});
  canvas.DrawText({(frame.left + frame.right) / 2.0, bottom + 32.0}, frame.chart.value_name, style);
  if (!frame.chart.has_numbers) return;
  canvas.DrawText({frame.right + 16.0, top - 6.0}, "here", {theme::kMuted, kNumberSize, true});
  if (AnyBar(frame.chart, HasReference)) {
    canvas.DrawText({frame.right + 14.0 + frame.layout.numbers_width, top - 6.0},
                    frame.chart.reference_head, {theme::kMuted, kNumberSize, true, Align::kRight});
  }
}

void DrawColumn(Canvas& canvas, const GroupedBarChart& chart, const Layout& layout, size_t column) {
  const Frame frame = ColumnFrame(chart, layout, column);
  const size_t first = column * layout.rows;
  const size_t end = std::min(first + layout.rows, chart.groups.size());
  if (first >= end) return;
  const double bottom = layout.top + layout.group * static_cast<double>(end - first);
  DrawAxis(canvas, frame, bottom);
  double top = layout.top;
  for (size_t i = first; i < end; ++i) {
    DrawGroup(canvas, frame, chart.groups[i], top);
    if (chart.groups[i].is_summary && i > first) {
      const Segment rule = {{frame.left - layout.label_width - 10.0, top},
                            {frame.right + 14.0 + layout.numbers_width, top}};
      canvas.DrawSegments({&rule, 1}, {theme::kReference, 1.0});
    }
    top += layout.group;
  }
  const double base = frame.X(chart.baseline);
  const Segment line = {{base, layout.top}, {base, bottom}};
  canvas.DrawSegments({&line, 1}, {theme::kInk, 1.2});
}

}  // namespace

PictureSize GroupedBarChartSize(const GroupedBarChart& chart) {
  return {kWidth, LayoutOf(chart).bottom + kAxisHeight + NotesHeight(FrameOf(chart), kWidth)};
}

void DrawGroupedBarChart(Canvas& canvas, const GroupedBarChart& chart) {
  DrawChartFrame(canvas, FrameOf(chart), GroupedBarChartSize(chart));
  const Layout layout = LayoutOf(chart);
  for (size_t column = 0; column < chart.columns; ++column) {
    DrawColumn(canvas, chart, layout, column);
  }
}

std::string DescribeGroupedBarChart(const GroupedBarChart& chart) {
  std::string names;
  for (const BarSeries& series : chart.series) {
    names += (names.empty() ? "" : ", ") + series.name;
  }
  size_t missing = 0, undefined = 0;
  for (const BarGroup& group : chart.groups) {
    missing += static_cast<size_t>(std::ranges::count_if(group.bars, IsMissing));
    undefined += static_cast<size_t>(std::ranges::count_if(group.bars, IsUndefined));
  }
  std::string text = "Bar chart: " + chart.title + "; " + std::to_string(chart.groups.size()) +
                     " groups of " + names;
  if (missing > 0) text += "; " + std::to_string(missing) + " without a result";
  if (undefined > 0) text += "; " + std::to_string(undefined) + " undefined";
  return text + ".";
}

}  // namespace supreme
