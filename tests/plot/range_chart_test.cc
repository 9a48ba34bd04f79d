#include "plot/range_chart.h"

#include <gtest/gtest.h>

#include <cmath>

namespace supreme {
namespace {

RangeChart SmallChart() {
  RangeChart chart;
  chart.title = "Two sets";
  chart.first_name = "simulated";
  chart.second_name = "real";
  chart.note_name = "KS distance";
  chart.groups = {{"qrs_ms", {{"", {70, 90, 110}, {80, 95, 120}, "0.31"}}},
                  {"r_mv",
                   {{"V1", {0.1, 0.2, 0.5}, {0.1, 0.3, 0.6}, "0.12"},
                    {"V2", {0.2, 0.5, 0.9}, {std::nan(""), 0.0, 0.0}, "-"}}}};
  return chart;
}

std::string Svg(const RangeChart& chart) {
  return RenderPicture(RangeChartSize(chart), {PictureFormat::kSvg, DescribeRangeChart(chart)},
                       [&](Canvas& canvas) { DrawRangeChart(canvas, chart); });
}

TEST(RangeChart, NamesSidesGroupsAndRows) {
  const std::string svg = Svg(SmallChart());
  for (const char* text :
       {"Two sets", "simulated", "real", "qrs_ms", "V1", "0.31", "KS distance"}) {
    EXPECT_NE(svg.find(text), std::string::npos) << text;
  }
}

TEST(RangeChart, GrowsWithItsRows) {
  RangeChart chart = SmallChart();
  const double height = RangeChartSize(chart).height;
  chart.groups[1].rows.push_back(chart.groups[1].rows[0]);
  EXPECT_GT(RangeChartSize(chart).height, height);
}

TEST(RangeChart, LeavesOutRangesThatAreNotFinite) {
  RangeChart chart = SmallChart();
  const std::string with = Svg(chart);
  chart.groups[1].rows[1].second = {0.2, 0.4, 0.8};
  EXPECT_GT(Svg(chart).size(), with.size());
}

TEST(RangeChart, DrawsAnEmptyChart) {
  EXPECT_NE(Svg({"Nothing", "a", "b", "", {}}).find("Nothing"), std::string::npos);
}

TEST(RangeChart, SaysWhatItShows) {
  EXPECT_EQ(DescribeRangeChart(SmallChart()),
            "Two sets: ranges of 3 quantities, simulated above real.");
}

}  // namespace
}  // namespace supreme
