#include "plot/stacked_bars.h"

#include <gtest/gtest.h>

#include "tests/plot/svg_reader.h"

namespace supreme {
namespace {

const StackedBarChart kChart = {
    "classes", "shared", "alone", "classes", {{"one", 30, 10}, {"two", 0, 5}, {"three", 1, 79}}};

std::string Render(const StackedBarChart& chart) {
  return RenderPicture(StackedBarChartSize(chart),
                       {PictureFormat::kSvg, DescribeStackedBarChart(chart)},
                       [&](Canvas& canvas) { DrawStackedBarChart(canvas, chart); });
}

std::vector<double> Widths(const SvgReader& svg, const std::string& role) {
  std::vector<double> widths;
  for (const auto node : svg.root().children("rect")) {
    // Legend samples are 11 high, bars 18.
    if (node.attribute("height").as_double() < 12.0) continue;
    if (node.attribute("class").as_string() == role) {
      widths.push_back(node.attribute("width").as_double());
    }
  }
  return widths;
}

TEST(StackedBarChart, PartsHaveTheirShareAndTheirNumber) {
  const SvgReader svg(Render(kChart));
  const auto first = Widths(svg, "f-seen"), second = Widths(svg, "f-unseen");
  ASSERT_EQ(first.size(), 2u) << "a part of nothing has no box";
  ASSERT_EQ(second.size(), 3u);
  EXPECT_NEAR(first[0] / second[0], 3.0, 0.01);
  EXPECT_TRUE(svg.HasText("30 of 40"));
  EXPECT_TRUE(svg.HasText("30"));
  EXPECT_TRUE(svg.HasText("0 of 5"));
}

TEST(StackedBarChart, TakesNoBars) {
  EXPECT_FALSE(Render({"t", "a", "b", "c", {}}).empty());
  EXPECT_NE(DescribeStackedBarChart(kChart).find("two 0 shared and 5 alone"), std::string::npos);
}

}  // namespace
}  // namespace supreme
