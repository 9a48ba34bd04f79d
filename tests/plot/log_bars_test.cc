#include "plot/log_bars.h"

#include <gtest/gtest.h>

#include "tests/plot/svg_reader.h"

namespace supreme {
namespace {

std::vector<double> BarWidths(const LogBarChart& chart) {
  const SvgReader svg(RenderPicture(LogBarChartSize(chart),
                                    {PictureFormat::kSvg, DescribeLogBarChart(chart)},
                                    [&](Canvas& canvas) { DrawLogBarChart(canvas, chart); }));
  std::vector<double> widths;
  for (const auto node : svg.root().children("rect")) {
    if (node.attribute("class").as_string() == std::string("f-seen")) {
      widths.push_back(node.attribute("width").as_double());
    }
  }
  return widths;
}

TEST(LogBarChart, TenTimesTheCountIsTheSameStepFurther) {
  const auto widths = BarWidths({"t", "records", {{"a", 10000}, {"b", 1000}, {"c", 100}}});
  ASSERT_EQ(widths.size(), 3u);
  EXPECT_NEAR(widths[0] - widths[1], widths[1] - widths[2], 0.05);
  EXPECT_NEAR(widths[0], 2.0 * widths[2], 0.05) << "the axis starts at 1";
}

TEST(LogBarChart, OneIsASliverAndNothingHasNoBar) {
  const auto widths = BarWidths({"t", "records", {{"one", 1}, {"none", 0}}});
  ASSERT_EQ(widths.size(), 1u);
  EXPECT_NEAR(widths[0], 2.0, 0.01);
}

TEST(LogBarChart, TakesNoBarsAndTheLargestCount) {
  EXPECT_TRUE(BarWidths({"t", "records", {}}).empty());
  EXPECT_EQ(BarWidths({"t", "r", {{std::string(300, 'x'), UINT64_MAX}}}).size(), 1u);
  EXPECT_NE(DescribeLogBarChart({"t", "r", {{"a", 3}, {"b", 1}}}).find("a 3 to b 1"),
            std::string::npos);
}

}  // namespace
}  // namespace supreme
