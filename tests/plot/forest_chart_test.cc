#include "plot/forest_chart.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace supreme {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

ForestChart SmallChart() {
  ForestChart chart;
  chart.title = "Groups";
  chart.x_name = "difference";
  chart.plain_name = "alike";
  chart.marked_name = "differs";
  chart.reference_name = "no difference";
  chart.note_name = "records";
  chart.groups = {{"sex", {{"female", -0.1, -0.2, 0.0, "n = 5", false}}},
                  {"age",
                   {{"under 40", 0.05, 0.01, 0.1, "n = 7", true},
                    {"over 80", 0.02, kNone, kNone, "n = 2", false}}}};
  return chart;
}

std::string Svg(const ForestChart& chart) {
  return RenderPicture(ForestChartSize(chart), {PictureFormat::kSvg, DescribeForestChart(chart)},
                       [&](Canvas& canvas) { DrawForestChart(canvas, chart); });
}

size_t Count(const std::string& text, const std::string& part) {
  size_t count = 0;
  for (size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

TEST(ForestChart, NamesGroupsRowsNotesAndMarks) {
  const std::string svg = Svg(SmallChart());
  for (const char* text : {"Groups", "sex", "female", "under 40", "n = 7", "differs", "alike",
                           "no difference", "difference"}) {
    EXPECT_NE(svg.find(text), std::string::npos) << text;
  }
}

TEST(ForestChart, DrawsADotPerPlainRowAndASquarePerMarkedOne) {
  // One more of each stands in the legend.
  EXPECT_EQ(Count(Svg(SmallChart()), "<circle"), 3U);
}

TEST(ForestChart, LeavesOutIntervalsAndValuesThatAreNotThere) {
  ForestChart chart = SmallChart();
  const size_t with = Svg(chart).size();
  chart.groups[1].rows[1].low = 0.0;
  chart.groups[1].rows[1].high = 0.04;
  EXPECT_GT(Svg(chart).size(), with);
  chart.groups[1].rows[1].value = kNone;
  EXPECT_EQ(Count(Svg(chart), "<circle"), 2U);
}

TEST(ForestChart, GrowsWithItsRows) {
  ForestChart chart = SmallChart();
  const double height = ForestChartSize(chart).height;
  chart.groups[0].rows.push_back(chart.groups[0].rows[0]);
  EXPECT_GT(ForestChartSize(chart).height, height);
}

TEST(ForestChart, SaysWhatItShows) {
  EXPECT_EQ(DescribeForestChart(SmallChart()),
            "Groups: 3 rows with intervals, 1 of them marked (differs).");
}

}  // namespace
}  // namespace supreme
