// A picture with one of everything a canvas can draw.
#pragma once

#include <string>
#include <vector>

#include "plot/canvas.h"
#include "plot/theme.h"

namespace supreme {

inline constexpr PictureSize kTestPictureSize = {100.0, 50.0};

inline void DrawAll(Canvas& canvas) {
  const std::vector<Segment> segments = {{{1, 2}, {1, 9}}, {{0, 5}, {80, 5}}, {{1, 1}, {2.5, 3}}};
  const std::vector<Point> line = {{0, 0}, {1.25, -0.5}, {2.5, 0.25}, {2.5, 10.0}};
  canvas.DrawSegments(segments, {theme::kGrid, 0.5});
  canvas.DrawPolyline(line, {theme::kSeen, 1.5, true});
  canvas.FillBox({{10, 10}, 5, 6}, theme::kUnseen);
  canvas.FillCircle({50, 25}, 3, theme::kSecond);
  canvas.DrawText({20, 30}, "V1 <&> \xFF", {theme::kInk, 9.0, true, Align::kRight});
}

inline std::string RenderTestPicture(PictureFormat format) {
  return RenderPicture(kTestPictureSize, {format, "a \"test\""}, DrawAll);
}

}  // namespace supreme
