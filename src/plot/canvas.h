// Drawing surface of all pictures. A chart draws once, on this; the format is the canvas's matter.
//
// Goals: the same picture as SVG, PNG and PDF; the same bytes for the same calls; SVG with real
// text, without ids (several pictures can stand in one page) and without any reference outwards.
// Non-goals: transforms, clipping, gradients, curves.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace supreme {

struct Color {
  uint8_t red = 0;
  uint8_t green = 0;
  uint8_t blue = 0;
  // SVG elements carry the class "f-ROLE" (fill) or "s-ROLE" (stroke), so that a page can restyle
  // them for a dark background. Empty: fixed colour.
  const char* role = "";
};

// Coordinates run right and down from the top left corner, in units of the picture.
struct Point {
  double x = 0.0;
  double y = 0.0;
};

struct Segment {
  Point from;
  Point to;
};

struct Box {
  Point corner;  // top left
  double width = 0.0;
  double height = 0.0;
};

struct Stroke {
  Color color;
  double width = 1.0;
  bool dashed = false;
};

enum class Align { kLeft, kCenter, kRight };

struct TextStyle {
  Color color;
  double size = 12.0;  // of the em
  bool bold = false;
  Align align = Align::kLeft;
};

// All coordinates must be finite (kInternal). Text is cleaned (plot/markup.h). Not thread-safe.
class Canvas {
 public:
  virtual ~Canvas() = default;
  virtual void DrawSegments(std::span<const Segment> segments, const Stroke& stroke) = 0;
  virtual void DrawPolyline(std::span<const Point> points, const Stroke& stroke) = 0;
  virtual void FillBox(const Box& box, const Color& color) = 0;
  virtual void FillCircle(Point center, double radius, const Color& color) = 0;
  // `baseline` is where the text stands; its x is the left end, middle or right end by `align`.
  virtual void DrawText(Point baseline, std::string_view text, const TextStyle& style) = 0;
  // The finished file; nothing may be drawn after it.
  virtual std::string Finish() = 0;
};

enum class PictureFormat { kSvg, kPng, kPdf };

struct PictureSize {
  double width = 0.0;            // units
  double height = 0.0;           // units
  double unit_mm = 25.4 / 96.0;  // length of one unit on paper; the default is a CSS pixel
};

struct PictureOptions {
  PictureFormat format = PictureFormat::kSvg;
  // One sentence for those who cannot see it (SVG aria-label, PDF title).
  std::string description;
  double png_dpi = 192.0;
};

using DrawFunction = std::function<void(Canvas&)>;

// Bytes of the picture. Errors: kInvalidInput when it is larger than 30,000 pixels a side.
std::string RenderPicture(const PictureSize& size, const PictureOptions& options,
                          const DrawFunction& draw);

// By the file's ending: .svg, .png, .pdf in any case; kUsage for others.
PictureFormat PictureFormatOf(const std::filesystem::path& path);

}  // namespace supreme
