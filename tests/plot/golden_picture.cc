#include "tests/plot/golden_picture.h"

#include <cairo.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <sstream>

namespace supreme {
namespace {

constexpr int kBlock = 4;

struct Reader {
  const std::string& png;
  size_t at = 0;
};

cairo_status_t ReadBytes(void* closure, unsigned char* data, unsigned int length) {
  auto& reader = *static_cast<Reader*>(closure);
  if (reader.at + length > reader.png.size()) return CAIRO_STATUS_READ_ERROR;
  std::memcpy(data, reader.png.data() + reader.at, length);
  reader.at += length;
  return CAIRO_STATUS_SUCCESS;
}

double BlockMean(const Pixels& pixels, int left, int top, int channel) {
  double sum = 0.0;
  int count = 0;
  for (int y = top; y < std::min(top + kBlock, pixels.height); ++y) {
    for (int x = left; x < std::min(left + kBlock, pixels.width); ++x, ++count) {
      sum += pixels.rgb[static_cast<size_t>((y * pixels.width + x) * 3 + channel)];
    }
  }
  return sum / count;
}

}  // namespace

Pixels DecodePng(const std::string& png) {
  Reader reader{png};
  cairo_surface_t* surface = cairo_image_surface_create_from_png_stream(ReadBytes, &reader);
  Pixels pixels;
  if (cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS) {
    pixels.width = cairo_image_surface_get_width(surface);
    pixels.height = cairo_image_surface_get_height(surface);
    const unsigned char* data = cairo_image_surface_get_data(surface);
    const int stride = cairo_image_surface_get_stride(surface);
    for (int y = 0; y < pixels.height; ++y) {
      for (int x = 0; x < pixels.width; ++x) {
        uint32_t argb = 0;
        std::memcpy(&argb, data + y * stride + 4 * x, sizeof argb);
        for (const int shift : {16, 8, 0}) {
          pixels.rgb.push_back(static_cast<uint8_t>(argb >> shift & 0xFFU));
        }
      }
    }
  }
  cairo_surface_destroy(surface);
  return pixels;
}

double LargestBlockDifference(const Pixels& a, const Pixels& b) {
  if (a.width != b.width || a.height != b.height || a.width == 0) return 255.0;
  double largest = 0.0;
  for (int top = 0; top < a.height; top += kBlock) {
    for (int left = 0; left < a.width; left += kBlock) {
      for (int channel = 0; channel < 3; ++channel) {
        largest = std::max(
            largest, std::abs(BlockMean(a, left, top, channel) - BlockMean(b, left, top, channel)));
      }
    }
  }
  return largest;
}

std::string RenderSmallPng(const PictureSize& size, const DrawFunction& draw) {
  return RenderPicture(size, {PictureFormat::kPng, "", 24.0}, draw);
}

void ExpectLooksLike(const std::string& name, const PictureSize& size, const DrawFunction& draw) {
  const std::filesystem::path path =
      std::filesystem::path(SUPREME_SOURCE_DIR) / "testdata/plot" / (name + ".png");
  const std::string png = RenderSmallPng(size, draw);
  if (std::getenv("SUPREME_WRITE_GOLDEN") != nullptr) {
    std::ofstream(path, std::ios::binary) << png;
  }
  std::ifstream file(path, std::ios::binary);
  ASSERT_TRUE(file) << "no " << path;
  std::ostringstream golden;
  golden << file.rdbuf();
  EXPECT_LE(LargestBlockDifference(DecodePng(png), DecodePng(golden.str())), kGoldenTolerance)
      << name << " looks different; if it should, write it anew (golden_picture.h) and look at it";
}

}  // namespace supreme
