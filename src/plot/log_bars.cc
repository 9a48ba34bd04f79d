#include "plot/log_bars.h"

#include <algorithm>
#include <cmath>

#include "plot/markup.h"
#include "plot/theme.h"

namespace supreme {
namespace {

constexpr double kWidth = 760.0;
constexpr double kMargin = 12.0;
constexpr double kTop = 40.0;
constexpr double kRowHeight = 19.0;
constexpr double kBarHeight = 12.0;
constexpr double kAxisHeight = 44.0;
constexpr double kValueWidth = 70.0;
constexpr double kTextSize = 12.0;
constexpr size_t kMaxLabelLetters = 40;
constexpr size_t kMaxTitleLetters = 90;

struct Frame {
  double left = 0.0;
  double right = 0.0;
  double bottom = 0.0;
  int decades = 1;  // the axis runs from 1 to 10^decades
  double X(double count) const {
    return left + (right - left) * std::log10(std::max(1.0, count)) / decades;
  }
};

Frame MakeFrame(const LogBarChart& chart) {
  Frame frame;
  double label_width = 60.0, largest = 1.0;
  for (const LogBar& bar : chart.bars) {
    const std::string label = ShortenText(bar.label, kMaxLabelLetters);
    label_width = std::max(label_width, EstimateTextWidth(label, kTextSize));
    largest = std::max(largest, static_cast<double>(bar.count));
  }
  while (std::pow(10.0, frame.decades) < largest) ++frame.decades;
  frame.left = kMargin + label_width + 12.0;
  frame.right = kWidth - kMargin - kValueWidth;
  frame.bottom = kTop + kRowHeight * static_cast<double>(chart.bars.size());
  return frame;
}

// Lines at 1, 2 … 9 of each power of ten; the powers are darker and named.
void DrawAxis(Canvas& canvas, const Frame& frame, const std::string& name) {
  std::vector<Segment> fine, powers;
  for (int decade = 0; decade <= frame.decades; ++decade) {
    const double power = std::pow(10.0, decade);
    for (int step = 1; step < 10 && (decade < frame.decades || step == 1); ++step) {
      const double x = frame.X(step * power);
      (step == 1 ? powers : fine).push_back({{x, kTop}, {x, frame.bottom}});
    }
    const std::string label = ShortenText("1" + std::string(static_cast<size_t>(decade), '0'), 12);
    canvas.DrawText({frame.X(power), frame.bottom + 16.0}, label,
                    {theme::kMuted, kTextSize, false, Align::kCenter});
  }
  canvas.DrawSegments(fine, {theme::kGrid, 0.6});
  canvas.DrawSegments(powers, {theme::kReference, 0.8});
  canvas.DrawText({(frame.left + frame.right) / 2.0, frame.bottom + 34.0},
                  ShortenText(name, 40) + ", logarithmic scale",
                  {theme::kMuted, kTextSize, false, Align::kCenter});
}

}  // namespace

PictureSize LogBarChartSize(const LogBarChart& chart) {
  return {kWidth, kTop + kRowHeight * static_cast<double>(chart.bars.size()) + kAxisHeight};
}

void DrawLogBarChart(Canvas& canvas, const LogBarChart& chart) {
  const Frame frame = MakeFrame(chart);
  const PictureSize size = LogBarChartSize(chart);
  canvas.FillBox({{0.0, 0.0}, size.width, size.height}, theme::kPage);
  canvas.DrawText({kMargin, 22.0}, ShortenText(chart.title, kMaxTitleLetters),
                  {theme::kInk, 14.0, true});
  DrawAxis(canvas, frame, chart.count_name);
  double top = kTop;
  for (const LogBar& bar : chart.bars) {
    const double middle = top + kRowHeight / 2.0, baseline = middle + 4.2;
    canvas.DrawText({frame.left - 8.0, baseline}, ShortenText(bar.label, kMaxLabelLetters),
                    {theme::kInk, kTextSize, false, Align::kRight});
    const double end = frame.X(static_cast<double>(bar.count));
    if (bar.count > 0) {
      // A count of one stands at the axis' start; a sliver shows that it is not nothing.
      const double width = std::max(2.0, end - frame.left);
      canvas.FillBox({{frame.left, middle - kBarHeight / 2.0}, width, kBarHeight}, theme::kSeen);
    }
    const std::string count = std::to_string(bar.count);
    const double left = std::max(end, frame.left) + 7.0;
    canvas.FillBox({{left - 2.0, middle - 6.0}, EstimateTextWidth(count, kTextSize) + 6.0, 12.0},
                   theme::kPage);
    canvas.DrawText({left, baseline}, count, {theme::kMuted, kTextSize - 0.5});
    top += kRowHeight;
  }
}

std::string DescribeLogBarChart(const LogBarChart& chart) {
  std::string text = "Bar chart on a logarithmic scale: " + chart.title;
  if (chart.bars.empty()) return text + ", no bars.";
  const auto name = [](const LogBar& bar) { return bar.label + " " + std::to_string(bar.count); };
  return text + ", from " + name(chart.bars.front()) + " to " + name(chart.bars.back()) + ".";
}

}  // namespace supreme
