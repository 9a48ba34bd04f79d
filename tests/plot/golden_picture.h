// Compares a picture with the one in testdata/plot, as it looks from afar: at 24 dpi, in blocks of
// 4 × 4 pixels. A bar or dot that moves, grows or changes its colour shows; another version of the
// font does not. SUPREME_WRITE_GOLDEN=1 in the environment writes the files anew: look at them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "plot/canvas.h"

namespace supreme {

struct Pixels {
  int width = 0;
  int height = 0;
  std::vector<uint8_t> rgb;  // [height, width, 3]
};

Pixels DecodePng(const std::string& png);

// The largest difference of a block's mean in any channel, 0 to 255; 255 for other sizes.
double LargestBlockDifference(const Pixels& a, const Pixels& b);
inline constexpr double kGoldenTolerance = 24.0;

std::string RenderSmallPng(const PictureSize& size, const DrawFunction& draw);

// Fails when testdata/plot/NAME.png is missing or looks different.
void ExpectLooksLike(const std::string& name, const PictureSize& size, const DrawFunction& draw);

}  // namespace supreme
