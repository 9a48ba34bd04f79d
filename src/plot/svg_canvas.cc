#include "plot/svg_canvas.h"

#include <cmath>

#include "core/error.h"
#include "plot/markup.h"
#include "plot/theme.h"

namespace supreme {
namespace {

// Coordinates are kept in hundredths of a unit: relative steps then add up without drift.
int64_t Hundredths(double value) {
  SUPREME_CHECK(std::isfinite(value) && std::abs(value) < 1e9);
  return std::llround(value * 100.0);
}

// "12.5", ".05", "-3".
std::string Short(int64_t hundredths) {
  const bool negative = hundredths < 0;
  const int64_t size = negative ? -hundredths : hundredths;
  std::string text = size >= 100 || size == 0 ? std::to_string(size / 100) : "";
  const int64_t rest = size % 100;
  if (rest != 0) {
    text += '.';
    text += static_cast<char>('0' + rest / 10);
    if (rest % 10 != 0) text += static_cast<char>('0' + rest % 10);
  }
  return negative ? "-" + text : text;
}

std::string Number(double value) { return Short(Hundredths(value)); }

// "x y" or, where the sign or the point parts them already, "x-y", "x.5.3".
void AppendPair(std::string& path, int64_t x, int64_t y) {
  const std::string first = Short(x);
  const std::string second = Short(y);
  path += first;
  const bool point_parts = second[0] == '.' && first.find('.') != std::string::npos;
  if (second[0] != '-' && !point_parts) path += ' ';
  path += second;
}

std::string Hex(const Color& color) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string text = "#";
  for (const uint8_t part : {color.red, color.green, color.blue}) {
    text += kDigits[part / 16];
    text += kDigits[part % 16];
  }
  return text;
}

std::string Paint(const char* property, const Color& color) {
  std::string text;
  if (*color.role != '\0') text += std::string(" class=\"") + property[0] + "-" + color.role + '"';
  return text + ' ' + property + "=\"" + Hex(color) + '"';
}

class SvgCanvas : public Canvas {
 public:
  SvgCanvas(const PictureSize& size, const std::string& description) {
    svg_ = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" +
           Number(size.width * size.unit_mm) + "mm\" height=\"" +
           Number(size.height * size.unit_mm) + "mm\" viewBox=\"0 0 " + Number(size.width) + ' ' +
           Number(size.height) + "\" role=\"img\" aria-label=\"" + EscapeMarkup(description) +
           "\" font-family=\"" + theme::kSvgFonts + "\">\n";
  }

  void DrawSegments(std::span<const Segment> segments, const Stroke& stroke) override {
    if (segments.empty()) return;
    std::string path;
    for (const auto& segment : segments) {
      const int64_t x = Hundredths(segment.from.x), y = Hundredths(segment.from.y);
      const int64_t to_x = Hundredths(segment.to.x), to_y = Hundredths(segment.to.y);
      path += 'M';
      AppendPair(path, x, y);
      if (x == to_x) {
        path += 'V' + Short(to_y);
      } else if (y == to_y) {
        path += 'H' + Short(to_x);
      } else {
        path += 'L';
        AppendPair(path, to_x, to_y);
      }
    }
    AddPath(path, stroke);
  }

  void DrawPolyline(std::span<const Point> points, const Stroke& stroke) override {
    if (points.size() < 2) return;
    int64_t x = Hundredths(points[0].x), y = Hundredths(points[0].y);
    std::string path = "M";
    AppendPair(path, x, y);
    path += 'l';
    bool first = true;
    for (const auto& point : points.subspan(1)) {
      const int64_t next_x = Hundredths(point.x), next_y = Hundredths(point.y);
      std::string step;
      AppendPair(step, next_x - x, next_y - y);
      if (!first && step[0] != '-') path += ' ';
      path += step;
      x = next_x;
      y = next_y;
      first = false;
    }
    AddPath(path, stroke);
  }

  void FillBox(const Box& box, const Color& color) override {
    svg_ += "<rect x=\"" + Number(box.corner.x) + "\" y=\"" + Number(box.corner.y) + "\" width=\"" +
            Number(box.width) + "\" height=\"" + Number(box.height) + '"' + Paint("fill", color) +
            "/>\n";
  }

  void FillCircle(Point center, double radius, const Color& color) override {
    svg_ += "<circle cx=\"" + Number(center.x) + "\" cy=\"" + Number(center.y) + "\" r=\"" +
            Number(radius) + '"' + Paint("fill", color) + "/>\n";
  }

  void DrawText(Point baseline, std::string_view text, const TextStyle& style) override {
    svg_ += "<text x=\"" + Number(baseline.x) + "\" y=\"" + Number(baseline.y) + "\" font-size=\"" +
            Number(style.size) + '"';
    if (style.bold) svg_ += " font-weight=\"600\"";
    if (style.align == Align::kCenter) svg_ += " text-anchor=\"middle\"";
    if (style.align == Align::kRight) svg_ += " text-anchor=\"end\"";
    svg_ += Paint("fill", style.color) + '>' + EscapeMarkup(text) + "</text>\n";
  }

  std::string Finish() override { return svg_ + "</svg>\n"; }

 private:
  void AddPath(const std::string& path, const Stroke& stroke) {
    svg_ += "<path d=\"" + path + "\" fill=\"none\"" + Paint("stroke", stroke.color) +
            " stroke-width=\"" + Number(stroke.width) +
            "\" stroke-linejoin=\"round\" stroke-linecap=\"" + (stroke.dashed ? "butt" : "round") +
            '"';
    if (stroke.dashed) {
      svg_ += " stroke-dasharray=\"" + Number(4.0 * stroke.width) + ' ' +
              Number(3.0 * stroke.width) + '"';
    }
    svg_ += "/>\n";
  }

  std::string svg_;
};

}  // namespace

std::unique_ptr<Canvas> MakeSvgCanvas(const PictureSize& size, const std::string& description) {
  return std::make_unique<SvgCanvas>(size, description);
}

}  // namespace supreme
