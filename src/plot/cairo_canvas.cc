#include "plot/cairo_canvas.h"

#include <cairo-pdf.h>
#include <cairo.h>

#include <array>
#include <cmath>
#include <numbers>
#include <utility>

#include "core/error.h"
#include "plot/markup.h"
#include "plot/theme.h"

namespace supreme {
namespace {

constexpr double kMaxPixels = 30000.0;  // Cairo's images end at 32,767
constexpr double kMmPerInch = 25.4;
constexpr double kPointsPerInch = 72.0;

struct SurfaceDeleter {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
struct ContextDeleter {
  void operator()(cairo_t* context) const { cairo_destroy(context); }
};
using Surface = std::unique_ptr<cairo_surface_t, SurfaceDeleter>;
using Context = std::unique_ptr<cairo_t, ContextDeleter>;

cairo_status_t Append(void* closure, const unsigned char* data, unsigned int length) {
  static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(data), length);
  return CAIRO_STATUS_SUCCESS;
}

void Check(cairo_status_t status) {
  if (status == CAIRO_STATUS_SUCCESS) return;
  if (status == CAIRO_STATUS_NO_MEMORY) throw std::bad_alloc();
  throw Error(ErrorCode::kInternal, cairo_status_to_string(status), "drawing a picture");
}

class CairoCanvas : public Canvas {
 public:
  CairoCanvas(const PictureSize& size, const PictureOptions& options)
      : is_png_(options.format == PictureFormat::kPng) {
    const double dpi = is_png_ ? options.png_dpi : kPointsPerInch;
    const double scale = size.unit_mm / kMmPerInch * dpi;
    const double width = size.width * scale, height = size.height * scale;
    if (!(width >= 1.0 && height >= 1.0 && width <= kMaxPixels && height <= kMaxPixels)) {
      throw Error(ErrorCode::kInvalidInput, "the picture is too large to draw", "",
                  "fewer rows, or SVG");
    }
    if (is_png_) {
      surface_.reset(cairo_image_surface_create(CAIRO_FORMAT_RGB24,
                                                static_cast<int>(std::ceil(width)),
                                                static_cast<int>(std::ceil(height))));
    } else {
      surface_.reset(cairo_pdf_surface_create_for_stream(Append, &bytes_, width, height));
      // The same picture is the same file: no date of its making.
      cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_CREATE_DATE, "");
      cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_TITLE,
                                     CleanText(options.description).c_str());
    }
    Check(cairo_surface_status(surface_.get()));
    context_.reset(cairo_create(surface_.get()));
    cairo_scale(context_.get(), scale, scale);
    cairo_set_line_join(context_.get(), CAIRO_LINE_JOIN_ROUND);
    SetFontOptions();
    SetColor(theme::kPage);
    cairo_paint(context_.get());
  }

  void DrawSegments(std::span<const Segment> segments, const Stroke& stroke) override {
    for (const auto& segment : segments) {
      MoveTo(segment.from);
      LineTo(segment.to);
    }
    StrokePath(stroke);
  }

  void DrawPolyline(std::span<const Point> points, const Stroke& stroke) override {
    if (points.size() < 2) return;
    MoveTo(points[0]);
    for (const auto& point : points.subspan(1)) LineTo(point);
    StrokePath(stroke);
  }

  void FillBox(const Box& box, const Color& color) override {
    cairo_rectangle(context_.get(), box.corner.x, box.corner.y, box.width, box.height);
    SetColor(color);
    cairo_fill(context_.get());
  }

  void FillCircle(Point center, double radius, const Color& color) override {
    cairo_new_sub_path(context_.get());
    cairo_arc(context_.get(), center.x, center.y, radius, 0.0, 2.0 * std::numbers::pi);
    SetColor(color);
    cairo_fill(context_.get());
  }

  void DrawText(Point baseline, std::string_view text, const TextStyle& style) override {
    const std::string clean = CleanText(text);
    cairo_select_font_face(context_.get(), theme::kCairoFont, CAIRO_FONT_SLANT_NORMAL,
                           style.bold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL);
    cairo_set_font_size(context_.get(), style.size);
    double x = baseline.x;
    if (style.align != Align::kLeft) {
      cairo_text_extents_t extents;
      cairo_text_extents(context_.get(), clean.c_str(), &extents);
      x -= extents.x_advance * (style.align == Align::kCenter ? 0.5 : 1.0);
    }
    cairo_move_to(context_.get(), x, baseline.y);
    SetColor(style.color);
    cairo_show_text(context_.get(), clean.c_str());
    cairo_new_path(context_.get());
  }

  std::string Finish() override {
    Check(cairo_status(context_.get()));
    context_.reset();
    if (is_png_) {
      Check(cairo_surface_write_to_png_stream(surface_.get(), Append, &bytes_));
    } else {
      cairo_surface_finish(surface_.get());
      Check(cairo_surface_status(surface_.get()));
    }
    return std::move(bytes_);
  }

 private:
  // Without hinting, text keeps its place and width at every scale.
  void SetFontOptions() {
    cairo_font_options_t* options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    cairo_set_font_options(context_.get(), options);
    cairo_font_options_destroy(options);
  }

  void MoveTo(Point point) {
    SUPREME_CHECK(std::isfinite(point.x) && std::isfinite(point.y));
    cairo_move_to(context_.get(), point.x, point.y);
  }

  void LineTo(Point point) {
    SUPREME_CHECK(std::isfinite(point.x) && std::isfinite(point.y));
    cairo_line_to(context_.get(), point.x, point.y);
  }

  void SetColor(const Color& color) {
    cairo_set_source_rgb(context_.get(), color.red / 255.0, color.green / 255.0,
                         color.blue / 255.0);
  }

  void StrokePath(const Stroke& stroke) {
    const std::array<double, 2> dashes = {4.0 * stroke.width, 3.0 * stroke.width};
    cairo_set_dash(context_.get(), dashes.data(), stroke.dashed ? 2 : 0, 0.0);
    cairo_set_line_cap(context_.get(), stroke.dashed ? CAIRO_LINE_CAP_BUTT : CAIRO_LINE_CAP_ROUND);
    cairo_set_line_width(context_.get(), stroke.width);
    SetColor(stroke.color);
    cairo_stroke(context_.get());
  }

  bool is_png_;
  std::string bytes_;  // before surface_, which writes to it until it is gone
  Surface surface_;
  Context context_;
};

}  // namespace

std::unique_ptr<Canvas> MakeCairoCanvas(const PictureSize& size, const PictureOptions& options) {
  return std::make_unique<CairoCanvas>(size, options);
}

}  // namespace supreme
