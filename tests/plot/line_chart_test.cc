#include "plot/line_chart.h"

#include <gtest/gtest.h>

#include <limits>

#include "plot/theme.h"
#include "tests/plot/svg_reader.h"

namespace supreme {
namespace {

LineChart TestChart() {
  LineChart chart;
  chart.x_name = "step";
  chart.panels = {{"Loss",
                   {{"training", theme::kSeen, {{0, 1}, {50, 0.5}, {100, 0.2}}},
                    {"validation", theme::kUnseen, {{50, 0.6}, {100, 0.3}}}}},
                  {"AUC", {{"auc", theme::kSecond, {{50, 0.7}, {75, 0.9}, {100, 0.8}}}}, true}};
  return chart;
}

std::string Render(const LineChart& chart) {
  return RenderPicture(LineChartSize(chart), {PictureFormat::kSvg, DescribeLineChart(chart)},
                       [&](Canvas& canvas) { DrawLineChart(canvas, chart); });
}

TEST(LineChart, DrawsEverySeriesWithItsPoints) {
  const SvgReader svg(Render(TestChart()));
  const auto training = svg.Paths("#0072b2");
  ASSERT_EQ(training.size(), 2u) << "the curve and its sample in the legend";
  ASSERT_EQ(training[0].points.size(), 3u);
  EXPECT_LT(training[0].points[0].y, training[0].points[2].y) << "a falling loss falls";
}

TEST(LineChart, MarksTheHighestValue) {
  const SvgReader svg(Render(TestChart()));
  EXPECT_TRUE(svg.HasText("0.900"));
  EXPECT_TRUE(svg.root().child("circle"));
}

TEST(LineChart, GapsPartALine) {
  LineChart chart = TestChart();
  chart.panels.resize(1);
  chart.panels[0].series.resize(1);
  const double nan = std::numeric_limits<double>::quiet_NaN();
  chart.panels[0].series[0].points = {{0, 1}, {1, 2}, {2, nan}, {3, 1}, {4, 2}};
  EXPECT_EQ(SvgReader(Render(chart)).Paths("#0072b2").size(), 2u);
}

TEST(LineChart, TakesASinglePointAndNone) {
  LineChart chart = TestChart();
  chart.panels[1].series[0].points = {{50, 0.7}};
  EXPECT_TRUE(SvgReader(Render(chart)).HasText("0.700"));
  chart.panels[1].series[0].points.clear();
  EXPECT_FALSE(Render(chart).empty());
  EXPECT_FALSE(Render(LineChart{}).empty());
}

TEST(LineChart, DescriptionNamesFirstAndLastValue) {
  EXPECT_NE(DescribeLineChart(TestChart()).find("training from 1.000 to 0.200"), std::string::npos);
}

TEST(LineChart, PanelsGoIntoRowsUnderOneLegend) {
  LineChart chart = TestChart();
  const double one_row = LineChartSize(chart).height;
  chart.panels[1] = chart.panels[0];
  chart.panels.push_back(chart.panels[0]);
  chart.panels_per_row = 2;
  chart.shared_legend = true;
  EXPECT_GT(LineChartSize(chart).height, 2.0 * one_row);
  const SvgReader svg(Render(chart));
  EXPECT_EQ(svg.Paths("#0072b2").size(), 4u) << "three curves and one sample";
}

TEST(LineChart, LogarithmsAreLabelledAsPowersOfTen) {
  LineChart chart = TestChart();
  chart.log_x = true;
  chart.panels = {{"Loss", {{"loss", theme::kSeen, {{-7, 1}, {-4, 0.5}, {1, 2}}}}}};
  const SvgReader svg(Render(chart));
  EXPECT_TRUE(svg.HasText("1e-6"));
  EXPECT_TRUE(svg.HasText("0.01"));
  EXPECT_FALSE(svg.HasText("-6"));
}

TEST(LineChart, AnAxisCanBeginAtZero) {
  LineChart chart = TestChart();
  chart.panels = {{"Rate", {{"rate", theme::kSeen, {{0, 0.99990}, {50, 1.0}}}}}};
  EXPECT_TRUE(SvgReader(Render(chart)).HasText("0.99990"));
  chart.panels[0].from_zero = true;
  EXPECT_FALSE(SvgReader(Render(chart)).HasText("0.99990"));
}

}  // namespace
}  // namespace supreme
