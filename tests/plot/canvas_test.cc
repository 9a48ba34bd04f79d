#include "plot/canvas.h"

#include <gtest/gtest.h>

#include <limits>

#include "core/error.h"
#include "tests/plot/test_picture.h"

namespace supreme {
namespace {

TEST(Canvas, SameCallsGiveTheSameBytes) {
  for (const auto format : {PictureFormat::kSvg, PictureFormat::kPng, PictureFormat::kPdf}) {
    EXPECT_EQ(RenderTestPicture(format), RenderTestPicture(format));
  }
  EXPECT_EQ(RenderTestPicture(PictureFormat::kPdf).find("CreationDate"), std::string::npos);
}

TEST(Canvas, RefusesPicturesThatNoImageHolds) {
  for (const double width : {0.0, 1e6, std::numeric_limits<double>::quiet_NaN()}) {
    EXPECT_THROW(RenderPicture({width, 10.0}, {PictureFormat::kPng, ""}, DrawAll), Error);
  }
}

TEST(Canvas, CoordinatesThatAreNoNumbersAreOurBug) {
  const std::vector<Point> line = {{0, 0}, {std::numeric_limits<double>::quiet_NaN(), 1}};
  for (const auto format : {PictureFormat::kSvg, PictureFormat::kPng}) {
    EXPECT_THROW(RenderPicture(kTestPictureSize, {format, ""},
                               [&](Canvas& canvas) { canvas.DrawPolyline(line, {theme::kInk}); }),
                 Error);
  }
}

TEST(Canvas, FormatComesFromTheEnding) {
  EXPECT_EQ(PictureFormatOf("a/b.PNG"), PictureFormat::kPng);
  EXPECT_EQ(PictureFormatOf("x.svg"), PictureFormat::kSvg);
  EXPECT_EQ(PictureFormatOf("x.pdf"), PictureFormat::kPdf);
  EXPECT_THROW(PictureFormatOf("x.jpg"), Error);
  EXPECT_THROW(PictureFormatOf("png"), Error);
}

}  // namespace
}  // namespace supreme
