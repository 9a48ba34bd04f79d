#include "plot/marks.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "plot/theme.h"

namespace supreme {
namespace {

constexpr double kHatchStep = 5.0;

// Lines at 45° inside the box.
void DrawHatching(Canvas& canvas, const Box& box) {
  std::vector<Segment> lines;
  for (double offset = kHatchStep - 1.0; offset < box.width + box.height; offset += kHatchStep) {
    const double x0 = std::min(offset, box.width), y0 = offset - x0;
    const double y1 = std::min(offset, box.height), x1 = offset - y1;
    lines.push_back(
        {{box.corner.x + x0, box.corner.y + y0}, {box.corner.x + x1, box.corner.y + y1}});
  }
  canvas.DrawSegments(lines, {theme::kPage, 1.2});
}

}  // namespace

void DrawBar(Canvas& canvas, const Box& box, const BarStyle& style) {
  canvas.FillBox(box, style.color);
  if (style.fill == Fill::kSolid) return;
  DrawHatching(canvas, box);
  // The edge says where a bar of little colour ends.
  const Point from = box.corner, to = {from.x + box.width, from.y + box.height};
  const Point edge[] = {from, {to.x, from.y}, to, {from.x, to.y}, from};
  canvas.DrawPolyline(edge, {style.color, 0.9});
}

void DrawWhisker(Canvas& canvas, const Segment& line, double half_cap) {
  const bool is_vertical = std::abs(line.to.y - line.from.y) > std::abs(line.to.x - line.from.x);
  const double dx = is_vertical ? half_cap : 0.0, dy = is_vertical ? 0.0 : half_cap;
  const Segment parts[] = {
      line,
      {{line.from.x - dx, line.from.y - dy}, {line.from.x + dx, line.from.y + dy}},
      {{line.to.x - dx, line.to.y - dy}, {line.to.x + dx, line.to.y + dy}}};
  canvas.DrawSegments(parts, {theme::kPage, 2.6});
  canvas.DrawSegments(parts, {theme::kInk, 1.2});
}

void DrawRing(Canvas& canvas, Point center, double radius) {
  canvas.FillCircle(center, radius + 1.0, theme::kPage);
  canvas.FillCircle(center, radius, theme::kInk);
  canvas.FillCircle(center, radius - 1.4, theme::kPage);
}

void DrawCross(Canvas& canvas, Point center, double arm) {
  const Segment lines[] = {{{center.x - arm, center.y - arm}, {center.x + arm, center.y + arm}},
                           {{center.x - arm, center.y + arm}, {center.x + arm, center.y - arm}}};
  canvas.DrawSegments(lines, {theme::kMuted, 1.2});
}

}  // namespace supreme
