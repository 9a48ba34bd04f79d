#include "plot/stacked_bars.h"

#include <algorithm>
#include <utility>

#include "plot/axis.h"
#include "plot/marks.h"
#include "plot/markup.h"
#include "plot/theme.h"

namespace supreme {
namespace {

constexpr double kWidth = 760.0;
constexpr double kMargin = 12.0;
constexpr double kTop = 64.0;
constexpr double kLegendMiddle = 43.0;
constexpr double kRowHeight = 30.0;
constexpr double kBarHeight = 18.0;
constexpr double kAxisHeight = 44.0;
constexpr double kTextSize = 12.0;
constexpr size_t kMaxLetters = 30;
constexpr BarStyle kFirst = {theme::kSeen};
constexpr BarStyle kSecond = {theme::kUnseen, Fill::kHatched};

double LabelWidth(const StackedBarChart& chart) {
  double width = 60.0;
  for (const StackedBar& bar : chart.bars) {
    width = std::max(width, EstimateTextWidth(ShortenText(bar.label, kMaxLetters), kTextSize));
  }
  return width;
}

Axis CountAxis(const StackedBarChart& chart) {
  uint64_t largest = 1;
  for (const StackedBar& bar : chart.bars) largest = std::max(largest, bar.first + bar.second);
  return MakeAxis(0.0, static_cast<double>(largest), 8);
}

void DrawLegend(Canvas& canvas, const StackedBarChart& chart) {
  double left = kMargin;
  for (const auto& [name, style] :
       {std::pair{chart.first_name, kFirst}, std::pair{chart.second_name, kSecond}}) {
    DrawBar(canvas, {{left, kLegendMiddle - 6.0}, 20.0, 11.0}, style);
    canvas.DrawText({left + 26.0, kLegendMiddle + 4.0}, name, {theme::kMuted, kTextSize});
    left += 26.0 + EstimateTextWidth(name, kTextSize) + 18.0;
  }
}

// The part and its number: inside where there is room, on plain ground.
void DrawPart(Canvas& canvas, const Box& box, uint64_t count, const BarStyle& style) {
  if (count == 0) return;
  DrawBar(canvas, box, style);
  const std::string text = std::to_string(count);
  const double width = EstimateTextWidth(text, kTextSize) + 4.0;
  if (width > box.width) return;
  if (style.fill == Fill::kHatched) {
    const double left = box.corner.x + (box.width - width) / 2.0;
    canvas.FillBox({{left, box.corner.y + box.height / 2.0 - 5.5}, width, 11.0}, style.color);
  }
  canvas.DrawText({box.corner.x + box.width / 2.0, box.corner.y + kBarHeight / 2.0 + 4.2}, text,
                  {theme::kPage, kTextSize, true, Align::kCenter});
}

}  // namespace

PictureSize StackedBarChartSize(const StackedBarChart& chart) {
  return {kWidth, kTop + kRowHeight * static_cast<double>(chart.bars.size()) + kAxisHeight};
}

void DrawStackedBarChart(Canvas& canvas, const StackedBarChart& chart) {
  const PictureSize size = StackedBarChartSize(chart);
  canvas.FillBox({{0.0, 0.0}, size.width, size.height}, theme::kPage);
  canvas.DrawText({kMargin, 22.0}, ShortenText(chart.title, 90), {theme::kInk, 14.0, true});
  DrawLegend(canvas, chart);
  const double left = kMargin + LabelWidth(chart) + 12.0, right = kWidth - kMargin - 56.0;
  const double bottom = size.height - kAxisHeight;
  const Axis axis = CountAxis(chart);
  const auto x_of = [&](double count) { return left + (right - left) * axis.Position(count); };
  std::vector<Segment> lines;
  for (const double tick : axis.Ticks()) {
    lines.push_back({{x_of(tick), kTop}, {x_of(tick), bottom}});
    canvas.DrawText({x_of(tick), bottom + 16.0}, axis.Label(tick),
                    {theme::kMuted, kTextSize, false, Align::kCenter});
  }
  canvas.DrawSegments(lines, {theme::kGrid, 1.0});
  canvas.DrawText({(left + right) / 2.0, bottom + 34.0}, ShortenText(chart.count_name, 40),
                  {theme::kMuted, kTextSize, false, Align::kCenter});
  double top = kTop + (kRowHeight - kBarHeight) / 2.0;
  for (const StackedBar& bar : chart.bars) {
    const double middle = x_of(static_cast<double>(bar.first));
    const double end = x_of(static_cast<double>(bar.first + bar.second));
    canvas.DrawText({left - 8.0, top + kBarHeight / 2.0 + 4.2}, ShortenText(bar.label, kMaxLetters),
                    {theme::kInk, kTextSize, false, Align::kRight});
    DrawPart(canvas, {{left, top}, middle - left, kBarHeight}, bar.first, kFirst);
    DrawPart(canvas, {{middle, top}, end - middle, kBarHeight}, bar.second, kSecond);
    canvas.DrawText({end + 7.0, top + kBarHeight / 2.0 + 4.2},
                    std::to_string(bar.first) + " of " + std::to_string(bar.first + bar.second),
                    {theme::kMuted, kTextSize - 0.5});
    top += kRowHeight;
  }
}

std::string DescribeStackedBarChart(const StackedBarChart& chart) {
  std::string text = "Stacked bar chart: " + chart.title;
  for (const StackedBar& bar : chart.bars) {
    text += "; " + bar.label + " " + std::to_string(bar.first) + " " + chart.first_name + " and " +
            std::to_string(bar.second) + " " + chart.second_name;
  }
  return text + ".";
}

}  // namespace supreme
