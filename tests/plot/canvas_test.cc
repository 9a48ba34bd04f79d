#include "plot/canvas.h"

#include <gtest/gtest.h>

#include <limits>

#include "core/error.h"
#include "plot/theme.h"
#include "tests/plot/svg_reader.h"

namespace supreme {
namespace {

constexpr PictureSize kSize = {100.0, 50.0};

void DrawAll(Canvas& canvas) {
  const std::vector<Segment> segments = {{{1, 2}, {1, 9}}, {{0, 5}, {80, 5}}, {{1, 1}, {2.5, 3}}};
  const std::vector<Point> line = {{0, 0}, {1.25, -0.5}, {2.5, 0.25}, {2.5, 10.0}};
  canvas.DrawSegments(segments, {theme::kGrid, 0.5});
  canvas.DrawPolyline(line, {theme::kSeen, 1.5, true});
  canvas.FillBox({{10, 10}, 5, 6}, theme::kUnseen);
  canvas.FillCircle({50, 25}, 3, theme::kSecond);
  canvas.DrawText({20, 30}, "V1 <&> \xFF", {theme::kInk, 9.0, true, Align::kRight});
}

std::string Render(PictureFormat format) {
  return RenderPicture(kSize, {format, "a \"test\""}, DrawAll);
}

TEST(Canvas, SvgIsWellFormedAndReadsBackExactly) {
  const SvgReader svg(Render(PictureFormat::kSvg));
  EXPECT_STREQ(svg.root().attribute("aria-label").as_string(), "a \"test\"");
  const auto paths = svg.Paths();
  ASSERT_EQ(paths.size(), 2u);
  ASSERT_EQ(paths[0].points.size(), 6u);
  EXPECT_NEAR(paths[0].points[3].x, 80.0, 1e-9);
  EXPECT_NEAR(paths[0].points[5].y, 3.0, 1e-9);
  ASSERT_EQ(paths[1].points.size(), 4u);
  EXPECT_NEAR(paths[1].points[1].y, -0.5, 1e-9);
  EXPECT_NEAR(paths[1].points[3].x, 2.5, 1e-9);
  EXPECT_NEAR(paths[1].points[3].y, 10.0, 1e-9);
}

TEST(Canvas, SvgTextIsTextAndEscaped) {
  const SvgReader svg(Render(PictureFormat::kSvg));
  ASSERT_EQ(svg.Texts().size(), 1u);
  EXPECT_EQ(svg.Texts()[0].text, "V1 <&> \xEF\xBF\xBD");
  EXPECT_STREQ(svg.root().child("text").attribute("text-anchor").as_string(), "end");
}

TEST(Canvas, SvgHasNoIdsAndNoReferences) {
  const std::string svg = Render(PictureFormat::kSvg);
  for (const char* word : {" id=", "href", "url(", "<use", "<script", "<style", "src="}) {
    EXPECT_EQ(svg.find(word), std::string::npos) << word;
  }
}

TEST(Canvas, SvgElementsCarryTheirRole) {
  const std::string svg = Render(PictureFormat::kSvg);
  EXPECT_NE(svg.find("class=\"s-seen\""), std::string::npos);
  EXPECT_NE(svg.find("class=\"f-ink\""), std::string::npos);
}

TEST(Canvas, PngAndPdfHaveTheirSize) {
  const std::string png = Render(PictureFormat::kPng);
  ASSERT_GT(png.size(), 33u);
  EXPECT_EQ(png.substr(1, 3), "PNG");
  EXPECT_EQ(static_cast<unsigned char>(png[19]), 200) << "100 units of a CSS pixel at 192 dpi";
  EXPECT_EQ(static_cast<unsigned char>(png[23]), 100);
  const std::string pdf = Render(PictureFormat::kPdf);
  EXPECT_TRUE(pdf.starts_with("%PDF"));
  EXPECT_NE(pdf.find("[ 0 0 75 37.5 ]"), std::string::npos) << "in points";
}

TEST(Canvas, SameCallsGiveTheSameBytes) {
  for (const auto format : {PictureFormat::kSvg, PictureFormat::kPng, PictureFormat::kPdf}) {
    EXPECT_EQ(Render(format), Render(format));
  }
  EXPECT_EQ(Render(PictureFormat::kPdf).find("CreationDate"), std::string::npos);
}

TEST(Canvas, RefusesPicturesThatNoImageHolds) {
  for (const double width : {0.0, 1e6, std::numeric_limits<double>::quiet_NaN()}) {
    EXPECT_THROW(RenderPicture({width, 10.0}, {PictureFormat::kPng, ""}, DrawAll), Error);
  }
}

TEST(Canvas, CoordinatesThatAreNoNumbersAreOurBug) {
  const std::vector<Point> line = {{0, 0}, {std::numeric_limits<double>::quiet_NaN(), 1}};
  for (const auto format : {PictureFormat::kSvg, PictureFormat::kPng}) {
    EXPECT_THROW(RenderPicture(kSize, {format, ""},
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
