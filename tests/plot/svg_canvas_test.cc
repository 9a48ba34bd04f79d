#include "plot/svg_canvas.h"

#include <gtest/gtest.h>

#include "tests/plot/svg_reader.h"
#include "tests/plot/test_picture.h"

namespace supreme {
namespace {

TEST(SvgCanvas, IsWellFormedAndReadsBackExactly) {
  const SvgReader svg(RenderTestPicture(PictureFormat::kSvg));
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

TEST(SvgCanvas, TextIsTextAndEscaped) {
  const SvgReader svg(RenderTestPicture(PictureFormat::kSvg));
  ASSERT_EQ(svg.Texts().size(), 1u);
  EXPECT_EQ(svg.Texts()[0].text, "V1 <&> \xEF\xBF\xBD");
  EXPECT_STREQ(svg.root().child("text").attribute("text-anchor").as_string(), "end");
}

TEST(SvgCanvas, HasNoIdsAndNoReferences) {
  const std::string svg = RenderTestPicture(PictureFormat::kSvg);
  for (const char* word : {" id=", "href", "url(", "<use", "<script", "<style", "src="}) {
    EXPECT_EQ(svg.find(word), std::string::npos) << word;
  }
}

TEST(SvgCanvas, ElementsCarryTheirRole) {
  const std::string svg = RenderTestPicture(PictureFormat::kSvg);
  EXPECT_NE(svg.find("class=\"s-seen\""), std::string::npos);
  EXPECT_NE(svg.find("class=\"f-ink\""), std::string::npos);
}

}  // namespace
}  // namespace supreme
