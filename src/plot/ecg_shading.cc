#include "plot/ecg_shading.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "core/error.h"
#include "plot/markup.h"
#include "plot/theme.h"

namespace supreme {
namespace {

constexpr int kSteps = 10;
constexpr Color kFor = {86, 180, 233};     // Okabe–Ito sky blue
constexpr Color kAgainst = {230, 159, 0};  // Okabe–Ito orange
constexpr Color kMark = {0, 100, 75};
constexpr double kMarkHeight = 0.9;
constexpr double kTextSize = 3.4;

Color ColorOf(int step) {
  const Color& end = step < 0 ? kAgainst : kFor;
  const double share = std::abs(step) / static_cast<double>(kSteps);
  const auto mix = [share](uint8_t light, uint8_t dark) {
    return static_cast<uint8_t>(std::lround(light + (dark - light) * share));
  };
  return {mix(theme::kPaper.red, end.red), mix(theme::kPaper.green, end.green),
          mix(theme::kPaper.blue, end.blue)};
}

// Where [from_s, to_s) of the strip's seconds lies on the paper; no width when it is outside.
Box Place(const ShadedStrip& strip, double from_s, double to_s) {
  const double from = std::max(from_s, strip.first_s), to = std::min(to_s, strip.last_s);
  const double mm_per_s = strip.box.width / (strip.last_s - strip.first_s);
  return {{strip.box.corner.x + (from - strip.first_s) * mm_per_s, strip.box.corner.y},
          std::max(0.0, to - from) * mm_per_s,
          strip.box.height};
}

// Calls `draw(first, end, step)` for each run of equal steps that are not 0.
template <class StepOf, class Draw>
void ForRuns(size_t columns, const StepOf& step_of, const Draw& draw) {
  for (size_t first = 0; first < columns;) {
    const int step = step_of(first);
    size_t end = first + 1;
    while (end < columns && step_of(end) == step) ++end;
    if (step != 0) draw(first, end, step);
    first = end;
  }
}

}  // namespace

void DrawShading(Canvas& canvas, const EcgShading& shading, const ShadedStrip& strip) {
  if (shading.rows == 0) return;
  SUPREME_CHECK(shading.values.size() == shading.rows * shading.columns);
  double largest = 0.0;
  for (const double value : shading.values) largest = std::max(largest, std::abs(value));
  if (!(largest > 0.0) || !std::isfinite(largest)) return;
  const size_t row = shading.rows == 1 ? 0 : strip.lead;
  const auto step_of = [&](size_t column) {
    const double value = shading.values[row * shading.columns + column] / largest;
    return static_cast<int>(std::lround(value * kSteps));
  };
  ForRuns(shading.columns, step_of, [&](size_t first, size_t end, int step) {
    const Box box = Place(strip, shading.start_s + static_cast<double>(first) * shading.column_s,
                          shading.start_s + static_cast<double>(end) * shading.column_s);
    if (box.width > 0.0) canvas.FillBox(box, ColorOf(step));
  });
}

void DrawMarks(Canvas& canvas, const EcgShading& shading, const ShadedStrip& strip) {
  if (shading.marks.empty()) return;
  const auto step_of = [&](size_t column) {
    return static_cast<int>(shading.marks[strip.lead * shading.mark_columns + column]);
  };
  ForRuns(shading.mark_columns, step_of, [&](size_t first, size_t end, int) {
    Box box = Place(strip, static_cast<double>(first) * shading.mark_column_s,
                    static_cast<double>(end) * shading.mark_column_s);
    box.corner.y += strip.box.height - kMarkHeight;
    box.height = kMarkHeight;
    if (box.width > 0.0) canvas.FillBox(box, kMark);
  });
}

void DrawShadingLegend(Canvas& canvas, const EcgShading& shading, Point left) {
  constexpr double kBoxWidth = 3.0, kGap = 2.0;
  const TextStyle style = {theme::kPaperMuted, kTextSize};
  double x = left.x;
  const auto say = [&](const std::string& words) {
    canvas.DrawText({x, left.y}, words, style);
    x += EstimateTextWidth(words, kTextSize) + kGap;
  };
  say(shading.is_signed ? "against" : "least");
  for (int step = shading.is_signed ? -kSteps : 0; step <= kSteps; step += 2) {
    canvas.FillBox({{x, left.y - 2.9}, kBoxWidth, 3.6}, ColorOf(step));
    x += kBoxWidth;
  }
  x += kGap;
  say(shading.is_signed ? "for the answer" : "most");
  if (shading.rows == 1) say("time only: the same in all leads");
  if (shading.marks.empty()) return;
  canvas.FillBox({{x, left.y - 1.6}, 6.0, kMarkHeight}, kMark);
  x += 7.5;
  say("true place");
}

}  // namespace supreme
