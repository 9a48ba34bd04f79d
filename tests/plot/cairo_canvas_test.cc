#include "plot/cairo_canvas.h"

#include <gtest/gtest.h>

#include <set>

#include "tests/plot/test_picture.h"

namespace supreme {
namespace {

TEST(CairoCanvas, PngAndPdfHaveTheirSize) {
  const std::string png = RenderTestPicture(PictureFormat::kPng);
  ASSERT_GT(png.size(), 33u);
  EXPECT_EQ(png.substr(1, 3), "PNG");
  EXPECT_EQ(static_cast<unsigned char>(png[19]), 200) << "100 units of a CSS pixel at 192 dpi";
  EXPECT_EQ(static_cast<unsigned char>(png[23]), 100);
  const std::string pdf = RenderTestPicture(PictureFormat::kPdf);
  EXPECT_TRUE(pdf.starts_with("%PDF"));
  EXPECT_NE(pdf.find("[ 0 0 75 37.5 ]"), std::string::npos) << "in points";
}

TEST(CairoCanvas, DotsPerInchCountForPngOnly) {
  const auto render = [](PictureFormat format, double dpi) {
    return RenderPicture(kTestPictureSize, {format, "", dpi}, DrawAll);
  };
  EXPECT_EQ(static_cast<unsigned char>(render(PictureFormat::kPng, 96.0)[19]), 100);
  EXPECT_EQ(render(PictureFormat::kPdf, 96.0), render(PictureFormat::kPdf, 300.0));
}

TEST(CairoCanvas, PdfCarriesTheDescriptionAsItsTitle) {
  EXPECT_NE(RenderTestPicture(PictureFormat::kPdf).find("/Title (a \"test\")"), std::string::npos);
}

TEST(CairoCanvas, WhatIsDrawnChangesThePicture) {
  const auto render = [](const DrawFunction& draw) {
    return RenderPicture(kTestPictureSize, {PictureFormat::kPng, ""}, draw);
  };
  const std::string empty = render([](Canvas&) {});
  const std::vector<Segment> segment = {{{0, 5}, {80, 5}}};
  const std::vector<Point> line = {{0, 0}, {9, 9}};
  const std::vector<DrawFunction> parts = {
      [&](Canvas& canvas) { canvas.DrawSegments(segment, {theme::kInk}); },
      [&](Canvas& canvas) { canvas.DrawPolyline(line, {theme::kInk}); },
      [&](Canvas& canvas) {
        canvas.DrawPolyline(line, {theme::kInk, 1.0, true});
      },
      [&](Canvas& canvas) {
        canvas.FillBox({{10, 10}, 5, 6}, theme::kInk);
      },
      [&](Canvas& canvas) {
        canvas.FillCircle({50, 25}, 3, theme::kInk);
      },
      [&](Canvas& canvas) {
        canvas.DrawText({20, 30}, "V1", {theme::kInk});
      }};
  std::set<std::string> pictures = {empty};
  for (const auto& draw : parts) EXPECT_TRUE(pictures.insert(render(draw)).second);
}

}  // namespace
}  // namespace supreme
