#include "plot/curve_chart.h"

#include <gtest/gtest.h>

#include <limits>

#include "plot/theme.h"
#include "tests/plot/svg_reader.h"

namespace supreme {
namespace {

CurveChart TestChart() {
  CurveChart chart;
  chart.title = "two panels";
  chart.panels = {{"ROC",
                   "1 - specificity",
                   "sensitivity",
                   {{"ours", theme::kSeen, 2.0, false, false, {{0, 0}, {0.1, 0.8}, {1, 1}}}},
                   true},
                  {"Reliability",
                   "probability",
                   "share",
                   {{"ours", theme::kSeen, 2.0, false, true, {{0.2, 0.1}, {0.7, 0.9}}},
                    {"", theme::kUnseen, 1.0, true, false, {{0, 0}, {2, 0.5}, {1, 1}}}},
                   false}};
  return chart;
}

std::string Render(const CurveChart& chart) {
  return RenderPicture(CurveChartSize(chart), {PictureFormat::kSvg, DescribeCurveChart(chart)},
                       [&](Canvas& canvas) { DrawCurveChart(canvas, chart); });
}

TEST(CurveChart, DrawsCurvesInSquarePanels) {
  const SvgReader svg(Render(TestChart()));
  const auto curves = svg.Paths("#0072b2");
  ASSERT_EQ(curves.size(), 3U) << "a curve per panel and one sample in the legend";
  const auto& roc = curves[0].points;
  ASSERT_EQ(roc.size(), 3U);
  EXPECT_NEAR(roc[2].x - roc[0].x, roc[0].y - roc[2].y, 0.2) << "as wide as high";
  EXPECT_LT(roc[1].y, roc[0].y) << "up is more";
  EXPECT_TRUE(svg.root().child("circle"));
  EXPECT_TRUE(svg.HasText("sensitivity"));
}

TEST(CurveChart, LeavesOutPointsBeyondTheAxes) {
  const SvgReader svg(Render(TestChart()));
  ASSERT_EQ(svg.Paths("#d55e00").size(), 1U);
  EXPECT_EQ(svg.Paths("#d55e00")[0].points.size(), 2U);
}

TEST(CurveChart, NamesEachCurveOnceInLegendAndDescription) {
  const std::string text = DescribeCurveChart(TestChart());
  EXPECT_EQ(text, "two panels; ROC; Reliability; ours.");
}

TEST(CurveChart, DrawsWithoutPanelsOrPoints) {
  CurveChart chart = TestChart();
  chart.panels[0].curves[0].points = {{std::numeric_limits<double>::quiet_NaN(), 0.5}};
  EXPECT_FALSE(Render(chart).empty());
  EXPECT_FALSE(Render({"nothing", {}}).empty());
}

}  // namespace
}  // namespace supreme
