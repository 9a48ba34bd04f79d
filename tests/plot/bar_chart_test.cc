#include "plot/bar_chart.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "tests/plot/svg_reader.h"

namespace supreme {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

AucChart TestChart() {
  AucChart chart;
  chart.title = "a <task>";
  chart.interval_name = "95 % interval";
  chart.bars = {{"good", 0.9, 0.8, 1.0, "n = 10"},
                {"bad", 0.4, kNone, kNone, "n = 5", AucGroup::kUnseen},
                {"none", kNone, kNone, kNone, "n = 0", AucGroup::kUnseen},
                {"mean", 0.65, 0.5, 0.8, "2 classes", AucGroup::kSeen, true}};
  return chart;
}

std::string Render(const AucChart& chart) {
  return RenderPicture(AucChartSize(chart), {PictureFormat::kSvg, DescribeAucChart(chart)},
                       [&](Canvas& canvas) { DrawAucChart(canvas, chart); });
}

std::vector<Box> Bars(const SvgReader& svg, const std::string& role) {
  std::vector<Box> boxes;
  for (const auto node : svg.root().children("rect")) {
    // Legend samples are 11 high, bars 13.
    if (node.attribute("class").as_string() != "f-" + role) continue;
    if (node.attribute("height").as_double() < 12.0) continue;
    boxes.push_back({{node.attribute("x").as_double(), node.attribute("y").as_double()},
                     node.attribute("width").as_double(),
                     node.attribute("height").as_double()});
  }
  return boxes;
}

TEST(AucChart, BarsGrowFromChanceInProportion) {
  const SvgReader svg(Render(TestChart()));
  const auto seen = Bars(svg, "seen");
  const auto unseen = Bars(svg, "unseen");
  ASSERT_EQ(seen.size(), 2u);
  ASSERT_EQ(unseen.size(), 1u) << "an undefined AUC has no bar";
  EXPECT_NEAR(seen[0].width / seen[1].width, 0.4 / 0.15, 0.02);
  EXPECT_NEAR(seen[0].corner.x, unseen[0].corner.x + unseen[0].width, 0.02)
      << "above chance to the right, below to the left";
  EXPECT_NEAR(seen[0].width / unseen[0].width, 4.0, 0.02);
}

TEST(AucChart, SaysValuesIntervalsAndUndefined) {
  const SvgReader svg(Render(TestChart()));
  EXPECT_TRUE(svg.HasText("0.900  [0.80, 1.00]"));
  EXPECT_TRUE(svg.HasText("0.400"));
  EXPECT_TRUE(svg.HasText("undefined"));
  EXPECT_TRUE(svg.HasText("n = 10"));
  EXPECT_TRUE(svg.HasText("a <task>"));
}

TEST(AucChart, LegendNamesOnlyWhatIsThere) {
  AucChart chart = TestChart();
  EXPECT_TRUE(SvgReader(Render(chart)).HasText(chart.unseen_name));
  for (auto& bar : chart.bars) bar.group = AucGroup::kSeen;
  EXPECT_FALSE(SvgReader(Render(chart)).HasText(chart.unseen_name));
}

TEST(AucChart, DescriptionCountsClassesWithoutMeans) {
  const std::string words = DescribeAucChart(TestChart());
  EXPECT_NE(words.find("AUC of 3 classes, 2 of them not seen"), std::string::npos);
  EXPECT_NE(words.find("mean 0.650"), std::string::npos);
}

TEST(AucChart, TakesAnyNumberOfRows) {
  AucChart chart;
  EXPECT_FALSE(Render(chart).empty());
  chart.bars.assign(300, {std::string(500, 'x'), 0.0, 0.0, 1.0, std::string(50, 'y')});
  const SvgReader svg(Render(chart));
  EXPECT_EQ(Bars(svg, "seen").size(), 300u);
}

}  // namespace
}  // namespace supreme
