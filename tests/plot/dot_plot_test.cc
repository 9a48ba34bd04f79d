#include "plot/dot_plot.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "plot/theme.h"
#include "tests/plot/golden_picture.h"
#include "tests/plot/svg_reader.h"

namespace supreme {
namespace {

DotPlot TestPlot() {
  DotPlot plot;
  plot.title = "systems";
  plot.value_name = "AUC, %";
  plot.interval_name = "95 % interval";
  plot.series = {{"others", theme::kMuted, DotShape::kTick},
                 {"random", theme::kInk, DotShape::kCross},
                 {"rival", theme::kUnseen, DotShape::kSquare},
                 {"own", theme::kSeen, DotShape::kCircle}};
  plot.row_names = {"first task", "second task"};
  plot.lane_names = {"here", "paper"};
  plot.panels = {
      {"1 %", {{0, 0, 3, 80.0, 76.0, 84.0}, {0, 0, 0, 60.0}, {0, 1, 2, 70.0}, {1, 0, 1, 50.0}}},
      {"10 %", {{0, 0, 3, 80.0, 76.0, 84.0}, {1, 1, 0, 65.0}}}};
  plot.notes = {"A note."};
  return plot;
}

std::string Render(const DotPlot& plot) {
  return RenderPicture(DotPlotSize(plot), {PictureFormat::kSvg, DescribeDotPlot(plot)},
                       [&](Canvas& canvas) { DrawDotPlot(canvas, plot); });
}

std::vector<Point> Circles(const SvgReader& svg) {
  std::vector<Point> centers;
  for (const auto node : svg.root().children("circle")) {
    if (std::string(node.attribute("class").as_string()) != "f-seen") continue;
    centers.push_back({node.attribute("cx").as_double(), node.attribute("cy").as_double()});
  }
  return centers;
}

TEST(DotPlot, DotsStandAtTheSameScaleInEveryPanel) {
  DotPlot plot = TestPlot();
  plot.panels[0].dots.push_back({1, 0, 3, 60.0});
  const auto circles = Circles(SvgReader(Render(plot)));
  ASSERT_EQ(circles.size(), 4u) << "the legend's and three";
  EXPECT_DOUBLE_EQ(circles[1].y, circles[3].y) << "the same row and lane";
  EXPECT_GT(circles[3].x, circles[1].x);
  EXPECT_LT(circles[2].x, circles[1].x) << "60 is left of 80";
  EXPECT_GT(circles[2].y, circles[1].y);
}

TEST(DotPlot, LanesWithoutDotsSaySo) {
  const auto texts = SvgReader(Render(TestPlot())).Texts();
  EXPECT_EQ(
      std::ranges::count_if(texts, [](const SvgText& text) { return text.text == "no result"; }),
      3);
}

TEST(DotPlot, ValuesThatAreNotFiniteAreLeftOut) {
  DotPlot plot = TestPlot();
  plot.panels = {{"none", {{0, 0, 3, std::numeric_limits<double>::quiet_NaN()}}}};
  EXPECT_EQ(Circles(SvgReader(Render(plot))).size(), 1u) << "the legend's alone";
}

TEST(DotPlot, DescriptionNamesPanelsAndRows) {
  EXPECT_EQ(DescribeDotPlot(TestPlot()),
            "Dot plot: systems; panels 1 %, 10 %; rows first task, second task.");
}

TEST(DotPlot, LooksAsItDid) {
  const DotPlot plot = TestPlot();
  ExpectLooksLike("dot_plot", DotPlotSize(plot),
                  [&](Canvas& canvas) { DrawDotPlot(canvas, plot); });
}

}  // namespace
}  // namespace supreme
