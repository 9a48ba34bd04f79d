#include "plot/marks.h"

#include <gtest/gtest.h>

#include "plot/theme.h"
#include "tests/plot/svg_reader.h"

namespace supreme {
namespace {

SvgReader Draw(const DrawFunction& draw) {
  return SvgReader(RenderPicture({100.0, 50.0}, {PictureFormat::kSvg, ""}, draw));
}

TEST(Marks, HatchingStaysInsideItsBar) {
  const Box box = {{10.0, 20.0}, 33.0, 7.0};
  const SvgReader svg = Draw([&](Canvas& canvas) {
    DrawBar(canvas, box, {theme::kSeen, Fill::kHatched});
  });
  const auto paths = svg.Paths();
  ASSERT_EQ(paths.size(), 2u) << "lines and edge";
  EXPECT_GT(paths[0].points.size(), 8u);
  for (const SvgPath& path : paths) {
    for (const Point& point : path.points) {
      EXPECT_GE(point.x, 10.0);
      EXPECT_LE(point.x, 43.0);
      EXPECT_GE(point.y, 20.0);
      EXPECT_LE(point.y, 27.0);
    }
  }
}

TEST(Marks, SolidBarsHaveNoHatching) {
  const SvgReader svg = Draw([](Canvas& canvas) {
    DrawBar(canvas, {{0.0, 0.0}, 50.0, 7.0}, {theme::kSeen});
  });
  EXPECT_TRUE(svg.Paths().empty());
}

TEST(Marks, CapsOfAWhiskerStandAcrossIt) {
  const SvgReader flat = Draw([](Canvas& canvas) {
    DrawWhisker(canvas, {{10.0, 20.0}, {60.0, 20.0}}, 4.0);
  });
  const SvgReader upright = Draw([](Canvas& canvas) {
    DrawWhisker(canvas, {{10.0, 40.0}, {10.0, 5.0}}, 4.0);
  });
  const auto cap = [](const SvgReader& svg) { return svg.Paths().back().points[2]; };
  EXPECT_DOUBLE_EQ(cap(flat).x, 10.0);
  EXPECT_DOUBLE_EQ(cap(flat).y, 16.0);
  EXPECT_DOUBLE_EQ(cap(upright).x, 6.0);
  EXPECT_DOUBLE_EQ(cap(upright).y, 40.0);
}

TEST(Marks, RingsAreHollow) {
  const SvgReader svg = Draw([](Canvas& canvas) { DrawRing(canvas, {50.0, 25.0}, 4.0); });
  std::vector<std::string> roles;
  for (const auto node : svg.root().children("circle")) {
    roles.push_back(node.attribute("class").as_string());
  }
  EXPECT_EQ(roles, (std::vector<std::string>{"f-page", "f-ink", "f-page"}));
}

TEST(Marks, CrossesReachAsFarAsTheyShould) {
  const SvgReader svg = Draw([](Canvas& canvas) { DrawCross(canvas, {50.0, 25.0}, 3.0); });
  const auto paths = svg.Paths();
  ASSERT_EQ(paths.size(), 1u);
  EXPECT_DOUBLE_EQ(paths[0].points[0].x, 47.0);
  EXPECT_DOUBLE_EQ(paths[0].points[1].y, 28.0);
}

}  // namespace
}  // namespace supreme
