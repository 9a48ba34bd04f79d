#include "plot/canvas.h"

#include "core/error.h"
#include "core/numbers.h"
#include "plot/cairo_canvas.h"
#include "plot/svg_canvas.h"

namespace supreme {

std::string RenderPicture(const PictureSize& size, const PictureOptions& options,
                          const DrawFunction& draw) {
  const auto canvas = options.format == PictureFormat::kSvg
                          ? MakeSvgCanvas(size, options.description)
                          : MakeCairoCanvas(size, options);
  draw(*canvas);
  return canvas->Finish();
}

PictureFormat PictureFormatOf(const std::filesystem::path& path) {
  const std::string ending = AsciiLower(path.extension().string());
  if (ending == ".svg") return PictureFormat::kSvg;
  if (ending == ".png") return PictureFormat::kPng;
  if (ending == ".pdf") return PictureFormat::kPdf;
  throw Error(ErrorCode::kUsage, "\"" + ending + "\" is no picture format", path.string(),
              "a name that ends in .svg, .png or .pdf");
}

}  // namespace supreme
