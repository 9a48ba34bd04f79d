// Canvas on Cairo: PNG and PDF.
#pragma once

#include <memory>

#include "plot/canvas.h"

namespace supreme {

// `options.format` is kPng or kPdf. Errors: as RenderPicture.
std::unique_ptr<Canvas> MakeCairoCanvas(const PictureSize& size, const PictureOptions& options);

}  // namespace supreme
