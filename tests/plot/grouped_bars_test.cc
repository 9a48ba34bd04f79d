#include "plot/grouped_bars.h"

#include <gtest/gtest.h>

#include "plot/theme.h"
#include "tests/plot/golden_picture.h"
#include "tests/plot/svg_reader.h"

namespace supreme {
namespace {

constexpr double kNone = BarValue::kNone;

GroupedBarChart TestChart() {
  GroupedBarChart chart;
  chart.title = "a <chart>";
  chart.value_name = "AUC, %";
  chart.interval_name = "95 % interval";
  chart.reference_name = "elsewhere";
  chart.reference_head = "paper";
  chart.baseline = 50.0;
  chart.shown = {100.0};
  chart.has_numbers = true;
  chart.series = {{"first", {theme::kUnseen, Fill::kHatched}}, {"second", {theme::kSeen}}};
  chart.groups = {
      {"good", "with a longer name below", {{70.0, 65.0, 75.0}, {90.0, 85.0, 95.0, 80.0}}},
      {"bad", "", {{40.0}, {}}},
      {"none", "", {{kNone, kNone, kNone, kNone, true}, {55.0}}},
      {"mean", "", {{60.0}, {70.0}}, true}};
  chart.notes = {"A note."};
  return chart;
}

std::string Render(const GroupedBarChart& chart) {
  return RenderPicture(GroupedBarChartSize(chart),
                       {PictureFormat::kSvg, DescribeGroupedBarChart(chart)},
                       [&](Canvas& canvas) { DrawGroupedBarChart(canvas, chart); });
}

// Bars of a series, without the sample of the legend, which comes first.
std::vector<Box> Bars(const std::string& svg, const std::string& role) {
  std::vector<Box> boxes;
  for (const auto node : SvgReader(svg).root().children("rect")) {
    if (node.attribute("class").as_string() != "f-" + role) continue;
    boxes.push_back({{node.attribute("x").as_double(), node.attribute("y").as_double()},
                     node.attribute("width").as_double(),
                     node.attribute("height").as_double()});
  }
  boxes.erase(boxes.begin());
  return boxes;
}

TEST(GroupedBars, BarsGrowFromTheBaselineInProportion) {
  const std::string svg = Render(TestChart());
  const auto first = Bars(svg, "unseen"), second = Bars(svg, "seen");
  ASSERT_EQ(first.size(), 3u) << "nothing is drawn where there is no value";
  ASSERT_EQ(second.size(), 3u);
  EXPECT_NEAR(second[0].width / first[0].width, 2.0, 0.01);
  EXPECT_NEAR(first[1].corner.x + first[1].width, first[0].corner.x, 0.02) << "below: to the left";
  EXPECT_GT(second[0].corner.y, first[0].corner.y);
}

TEST(GroupedBars, SaysValuesIntervalsReferencesAndWhatIsMissing) {
  const SvgReader svg(Render(TestChart()));
  for (const char* text : {"70.00  [65.0, 75.0]", "80.00", "40.00", "no result", "undefined",
                           "paper", "elsewhere", "95 % interval", "a <chart>", "A note."}) {
    EXPECT_TRUE(svg.HasText(text)) << text;
  }
}

TEST(GroupedBars, LegendNamesOnlySignsThatAreThere) {
  GroupedBarChart chart = TestChart();
  chart.groups.resize(1);
  chart.groups[0].bars = {{70.0}, {80.0}};
  const SvgReader svg(Render(chart));
  EXPECT_TRUE(svg.HasText("second"));
  for (const char* text : {"no result", "undefined", "elsewhere", "95 % interval"}) {
    EXPECT_FALSE(svg.HasText(text)) << text;
  }
}

TEST(GroupedBars, SignedNumbersCarryTheirSign) {
  GroupedBarChart chart = TestChart();
  chart.baseline = 0.0;
  chart.is_signed = true;
  chart.series = {{"gain", {theme::kSeen}, "loss", {theme::kUnseen, Fill::kHatched}}};
  chart.groups = {{"a", "", {{2.5}}}, {"b", "", {{-1.25}}}, {"c", "", {{0.001}}}};
  const std::string svg = Render(chart);
  EXPECT_TRUE(SvgReader(svg).HasText("+2.50"));
  EXPECT_TRUE(SvgReader(svg).HasText("−1.25"));
  EXPECT_TRUE(SvgReader(svg).HasText("0.00"));
  EXPECT_EQ(Bars(svg, "unseen").size(), 1u) << "losses in their own style";
}

TEST(GroupedBars, FillsColumnsFromTheTop) {
  GroupedBarChart chart = TestChart();
  chart.has_numbers = false;
  chart.columns = 2;
  chart.groups.assign(5, {"class", "", {{60.0}, {70.0}}});
  const auto bars = Bars(Render(chart), "seen");
  ASSERT_EQ(bars.size(), 5u);
  EXPECT_DOUBLE_EQ(bars[0].corner.x, bars[2].corner.x);
  EXPECT_GT(bars[3].corner.x, 380.0);
  EXPECT_DOUBLE_EQ(bars[3].corner.y, bars[0].corner.y);
}

TEST(GroupedBars, KeepsEverythingInsideThePicture) {
  GroupedBarChart chart = TestChart();
  chart.has_numbers = false;
  chart.columns = 2;
  chart.groups.assign(39, {std::string(99, 'x'), std::string(400, 'y'), {{0.0}, {100.0}}});
  const PictureSize size = GroupedBarChartSize(chart);
  const std::string svg = Render(chart);
  for (const std::string role : {"seen", "unseen"}) {
    for (const Box& box : Bars(svg, role)) {
      EXPECT_GT(box.corner.x, 0.0);
      EXPECT_LT(box.corner.x + box.width, size.width);
      EXPECT_LT(box.corner.y + box.height, size.height);
    }
  }
}

TEST(GroupedBars, DescriptionCountsWhatIsMissing) {
  EXPECT_EQ(DescribeGroupedBarChart(TestChart()),
            "Bar chart: a <chart>; 4 groups of first, second; 1 without a result; 1 undefined.");
}

TEST(GroupedBars, LooksAsItDid) {
  const GroupedBarChart chart = TestChart();
  const auto draw = [&](Canvas& canvas) { DrawGroupedBarChart(canvas, chart); };
  ExpectLooksLike("grouped_bars", GroupedBarChartSize(chart), draw);
  GroupedBarChart dense = chart;
  dense.has_numbers = false;
  dense.columns = 2;
  ExpectLooksLike("grouped_bars_dense", GroupedBarChartSize(dense),
                  [&](Canvas& canvas) { DrawGroupedBarChart(canvas, dense); });
  // A bar that is 6 points longer, of 60 on the axis, must show.
  GroupedBarChart other = chart;
  other.groups[1].bars[0].value = 46.0;
  const auto draw_other = [&](Canvas& canvas) { DrawGroupedBarChart(canvas, other); };
  const PictureSize size = GroupedBarChartSize(chart);
  EXPECT_GT(LargestBlockDifference(DecodePng(RenderSmallPng(size, draw)),
                                   DecodePng(RenderSmallPng(size, draw_other))),
            kGoldenTolerance);
}

}  // namespace
}  // namespace supreme
