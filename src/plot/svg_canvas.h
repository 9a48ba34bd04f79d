// Canvas that writes SVG 1.1 by itself: Cairo's SVG turns text into outlines with colliding ids.
#pragma once

#include <memory>

#include "plot/canvas.h"

namespace supreme {

std::unique_ptr<Canvas> MakeSvgCanvas(const PictureSize& size, const std::string& description);

}  // namespace supreme
