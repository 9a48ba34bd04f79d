#include "plot/bar_chart.h"

#include <algorithm>
#include <cmath>

#include "core/numbers.h"
#include "plot/axis.h"
#include "plot/marks.h"
#include "plot/markup.h"
#include "plot/theme.h"

namespace supreme {
namespace {

constexpr double kWidth = 760.0;
constexpr double kMargin = 12.0;
constexpr double kTitleHeight = 34.0;
constexpr double kLegendHeight = 24.0;
constexpr double kRowHeight = 24.0;
constexpr double kBarHeight = 13.0;
constexpr double kAxisHeight = 40.0;
constexpr double kValueWidth = 130.0;
constexpr double kNoteWidth = 80.0;
constexpr double kTextSize = 12.5;
constexpr double kSmallSize = 11.5;
constexpr size_t kMaxLabelLetters = 40;
constexpr double kChance = 0.5;

struct Frame {
  double left = 0.0;
  double right = 0.0;
  double top = 0.0;
  double bottom = 0.0;
  Axis axis;
  double X(double auc) const {
    return left + (right - left) * std::clamp(axis.Position(auc), 0.0, 1.0);
  }
};

bool HasInterval(const AucBar& bar) { return std::isfinite(bar.low) && std::isfinite(bar.high); }

Frame MakeFrame(const AucChart& chart) {
  double label_width = 60.0, lowest = kChance;
  for (const auto& bar : chart.bars) {
    label_width = std::max(label_width,
                           EstimateTextWidth(ShortenText(bar.label, kMaxLabelLetters), kTextSize));
    if (std::isfinite(bar.auc)) lowest = std::min(lowest, bar.auc);
    if (std::isfinite(bar.auc) && HasInterval(bar)) lowest = std::min(lowest, bar.low);
  }
  Frame frame;
  frame.axis = {std::clamp(std::floor(lowest * 10.0) / 10.0, 0.0, 0.4), 1.0, 0.1};
  if (frame.axis.low < 0.35) frame.axis = {std::floor(frame.axis.low * 5.0) / 5.0, 1.0, 0.2};
  frame.left = kMargin + label_width + 14.0;
  frame.right = kWidth - kMargin - kValueWidth - kNoteWidth;
  frame.top = kTitleHeight + kLegendHeight;
  frame.bottom = frame.top + kRowHeight * static_cast<double>(chart.bars.size());
  return frame;
}

void DrawBarBox(Canvas& canvas, const Box& box, AucGroup group) {
  const Color& color = group == AucGroup::kUnseen ? theme::kUnseen
                       : group == AucGroup::kSeen ? theme::kSeen
                                                  : theme::kReference;
  DrawBar(canvas, box, {color, group == AucGroup::kUnseen ? Fill::kHatched : Fill::kSolid});
}

void DrawAxis(Canvas& canvas, const Frame& frame) {
  std::vector<Segment> lines;
  for (const double tick : frame.axis.Ticks()) {
    const double x = frame.X(tick);
    lines.push_back({{x, frame.top}, {x, frame.bottom}});
    canvas.DrawText({x, frame.bottom + 16.0}, frame.axis.Label(tick),
                    {theme::kMuted, kSmallSize, false, Align::kCenter});
  }
  canvas.DrawSegments(lines, {theme::kGrid, 1.0});
  canvas.DrawText({(frame.left + frame.right) / 2.0, frame.bottom + 33.0},
                  "area under the ROC curve (0.5 = chance)",
                  {theme::kMuted, kSmallSize, false, Align::kCenter});
}

void DrawInterval(Canvas& canvas, const Frame& frame, const AucBar& bar, double middle) {
  const double low = frame.X(bar.low), high = frame.X(bar.high);
  const Segment lines[] = {{{low, middle}, {high, middle}},
                           {{low, middle - 4.0}, {low, middle + 4.0}},
                           {{high, middle - 4.0}, {high, middle + 4.0}}};
  canvas.DrawSegments(lines, {theme::kPage, 3.6});
  canvas.DrawSegments(lines, {theme::kInk, 1.4});
}

std::string ValueText(const AucBar& bar) {
  std::string text = FormatFixed(bar.auc, 3);
  if (HasInterval(bar)) {
    text += "  [" + FormatFixed(bar.low, 2) + ", " + FormatFixed(bar.high, 2) + "]";
  }
  return text;
}

void DrawRow(Canvas& canvas, const Frame& frame, const AucBar& bar, double top) {
  const double middle = top + kRowHeight / 2.0, baseline = middle + 4.5;
  canvas.DrawText({frame.left - 10.0, baseline}, ShortenText(bar.label, kMaxLabelLetters),
                  {theme::kInk, kTextSize, bar.mean, Align::kRight});
  if (std::isfinite(bar.auc)) {
    const double from = frame.X(std::min(kChance, bar.auc));
    const double to = frame.X(std::max(kChance, bar.auc));
    DrawBarBox(canvas, {{from, middle - kBarHeight / 2.0}, to - from, kBarHeight}, bar.group);
    if (HasInterval(bar)) DrawInterval(canvas, frame, bar, middle);
    canvas.DrawText({frame.right + 16.0, baseline}, ValueText(bar),
                    {theme::kInk, kSmallSize, bar.mean});
  } else {
    canvas.DrawText({frame.right + 16.0, baseline}, "undefined", {theme::kMuted, kSmallSize});
  }
  canvas.DrawText({kWidth - kMargin, baseline}, ShortenText(bar.note, 14),
                  {theme::kMuted, kSmallSize, false, Align::kRight});
}

// One entry of the legend; returns where the next one may start.
double DrawLegendEntry(Canvas& canvas, double left, const std::string& name, AucGroup group) {
  const double middle = kTitleHeight + 8.0;
  DrawBarBox(canvas, {{left, middle - 6.0}, 22.0, 11.0}, group);
  canvas.DrawText({left + 28.0, middle + 4.0}, name, {theme::kMuted, kSmallSize});
  return left + 28.0 + EstimateTextWidth(name, kSmallSize) + 18.0;
}

void DrawLegend(Canvas& canvas, const AucChart& chart) {
  const auto any = [&](AucGroup group) {
    return std::any_of(chart.bars.begin(), chart.bars.end(),
                       [&](const AucBar& bar) { return bar.group == group; });
  };
  double left = kMargin;
  if (any(AucGroup::kSeen) && !chart.seen_name.empty())
    left = DrawLegendEntry(canvas, left, chart.seen_name, AucGroup::kSeen);
  if (any(AucGroup::kUnseen)) {
    left = DrawLegendEntry(canvas, left, chart.unseen_name, AucGroup::kUnseen);
  }
  if (chart.interval_name.empty()) return;
  const double middle = kTitleHeight + 8.0;
  const Segment whisker[] = {{{left, middle}, {left + 22.0, middle}},
                             {{left, middle - 4.0}, {left, middle + 4.0}},
                             {{left + 22.0, middle - 4.0}, {left + 22.0, middle + 4.0}}};
  canvas.DrawSegments(whisker, {theme::kInk, 1.4});
  canvas.DrawText({left + 28.0, middle + 4.0}, chart.interval_name, {theme::kMuted, kSmallSize});
}

}  // namespace

PictureSize AucChartSize(const AucChart& chart) {
  return {kWidth, kTitleHeight + kLegendHeight +
                      kRowHeight * static_cast<double>(chart.bars.size()) + kAxisHeight};
}

void DrawAucChart(Canvas& canvas, const AucChart& chart) {
  const Frame frame = MakeFrame(chart);
  const PictureSize size = AucChartSize(chart);
  canvas.FillBox({{0.0, 0.0}, size.width, size.height}, theme::kPage);
  canvas.DrawText({kMargin, 22.0}, ShortenText(chart.title, 80), {theme::kInk, 15.0, true});
  DrawLegend(canvas, chart);
  DrawAxis(canvas, frame);
  double top = frame.top;
  bool above_is_mean = true;
  for (const auto& bar : chart.bars) {
    DrawRow(canvas, frame, bar, top);
    if (bar.mean && !above_is_mean) {
      const Segment rule = {{kMargin, top}, {kWidth - kMargin, top}};
      canvas.DrawSegments({&rule, 1}, {theme::kReference, 1.0});
    }
    above_is_mean = bar.mean;
    top += kRowHeight;
  }
  const Segment chance = {{frame.X(kChance), frame.top}, {frame.X(kChance), frame.bottom}};
  canvas.DrawSegments({&chance, 1}, {theme::kInk, 1.2});
}

std::string DescribeAucChart(const AucChart& chart) {
  size_t classes = 0, unseen = 0;
  std::string means;
  for (const auto& bar : chart.bars) {
    if (bar.mean && std::isfinite(bar.auc)) means += "; " + bar.label + " " + ValueText(bar);
    if (bar.mean) continue;
    ++classes;
    unseen += bar.group == AucGroup::kUnseen ? 1 : 0;
  }
  std::string text =
      "Bar chart: " + chart.title + ", AUC of " + std::to_string(classes) + " classes";
  if (!chart.seen_name.empty()) {
    text += ", " + std::to_string(unseen) + " of them " + chart.unseen_name;
  }
  return text + means + ". The values stand in the table.";
}

}  // namespace supreme
