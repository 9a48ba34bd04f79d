#include "plot/heat_map.h"

#include <gtest/gtest.h>

#include "tests/core/expect_error.h"
#include "tests/plot/svg_reader.h"

namespace supreme {
namespace {

std::string Render(const HeatMap& map) {
  return RenderPicture(HeatMapSize(map), {PictureFormat::kSvg, DescribeHeatMap(map)},
                       [&](Canvas& canvas) { DrawHeatMap(canvas, map); });
}

TEST(HeatMap, ShowsEveryCountDarkerWhereThereIsMore) {
  const SvgReader svg(Render({"t", {"one", "two"}, {"a", "b"}, {0, 3, 20, 7}}));
  std::vector<std::string> fills;
  for (const auto node : svg.root().children("rect")) {
    if (node.attribute("class").empty()) fills.push_back(node.attribute("fill").as_string());
  }
  ASSERT_EQ(fills.size(), 4u);
  EXPECT_EQ(fills[0], "#f3f7fa");
  EXPECT_EQ(fills[2], "#005288");
  EXPECT_GT(fills[1], fills[3]) << "less is lighter";
  for (const char* text : {"0", "3", "20", "7", "one", "two", "a", "b"}) {
    EXPECT_TRUE(svg.HasText(text)) << text;
  }
}

TEST(HeatMap, TakesNothingAndRefusesCountsOfAnotherSize) {
  EXPECT_FALSE(Render({"t", {}, {}, {}}).empty());
  ExpectError(ErrorCode::kInternal, "counts", [] { Render({"t", {"one"}, {"a"}, {1, 2}}); });
  EXPECT_NE(DescribeHeatMap({"t", {"one"}, {"a"}, {4}}).find("count is 4"), std::string::npos);
}

}  // namespace
}  // namespace supreme
