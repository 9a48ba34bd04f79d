#include "plot/scatter_chart.h"

#include <gtest/gtest.h>

#include <limits>

#include "tests/core/expect_error.h"

namespace supreme {
namespace {

ScatterChart SmallChart() {
  ScatterChart chart;
  chart.title = "A map";
  chart.x_name = "component 1";
  chart.y_name = "component 2";
  chart.note = "five records";
  chart.groups = {{"MI", {{0.0, 0.0}, {1.0, 2.0}}}, {"NORM", {{-3.0, 1.0}}}};
  chart.others = {"other", {{0.5, 0.5}}};
  return chart;
}

std::string Svg(const ScatterChart& chart) {
  return RenderPicture(ScatterChartSize(chart), {PictureFormat::kSvg, DescribeScatterChart(chart)},
                       [&](Canvas& canvas) { DrawScatterChart(canvas, chart); });
}

size_t Count(const std::string& text, const std::string& part) {
  size_t count = 0;
  for (size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

TEST(ScatterChart, NamesAxesAndGroupsWithTheirSizes) {
  const std::string svg = Svg(SmallChart());
  for (const char* text :
       {"A map", "component 1", "component 2", "five records", "MI (2)", "NORM (1)", "other (1)"}) {
    EXPECT_NE(svg.find(text), std::string::npos) << text;
  }
}

TEST(ScatterChart, DrawsAMarkPerPointAndOnePerLegendEntry) {
  EXPECT_EQ(Count(Svg(SmallChart()), "<circle"), 4U + 3U);
}

TEST(ScatterChart, LeavesOutPointsThatAreNotFinite) {
  ScatterChart chart = SmallChart();
  chart.groups[0].points.push_back({std::numeric_limits<double>::quiet_NaN(), 1.0});
  EXPECT_EQ(Count(Svg(chart), "<circle"), 4U + 3U);
}

TEST(ScatterChart, GroupsBeyondTheColoursAreSquares) {
  ScatterChart chart = SmallChart();
  const size_t boxes = Count(Svg(chart), "<rect");
  while (chart.groups.size() < kMaxScatterGroups) chart.groups.push_back({"more", {{1.0, 1.0}}});
  EXPECT_EQ(Count(Svg(chart), "<rect"), boxes + 2 * 6);
  chart.groups.push_back({"too many", {}});
  ExpectError(ErrorCode::kInternal, "groups", [&] { Svg(chart); });
}

TEST(ScatterChart, DrawsOnePointAndNone) {
  ScatterChart chart;
  EXPECT_NE(Svg(chart).find("<svg"), std::string::npos);
  chart.groups = {{"one", {{2.0, 2.0}}}};
  EXPECT_NE(Svg(chart).find("one (1)"), std::string::npos);
}

TEST(ScatterChart, SaysWhatItShows) {
  EXPECT_EQ(DescribeScatterChart(SmallChart()), "A map: points of MI (2), NORM (1), other (1).");
}

}  // namespace
}  // namespace supreme
