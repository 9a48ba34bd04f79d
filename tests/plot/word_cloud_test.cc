#include "plot/word_cloud.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <limits>

#include "tests/plot/svg_reader.h"

namespace supreme {
namespace {

bool AreApart(const Box& a, const Box& b) {
  return a.corner.x + a.width <= b.corner.x || b.corner.x + b.width <= a.corner.x ||
         a.corner.y + a.height <= b.corner.y || b.corner.y + b.height <= a.corner.y;
}

TEST(WordCloud, HeavierWordsAreLargerAndStandNearTheMiddle) {
  const auto placed = PlaceWords({"t", {{"light", 1}, {"heavy", 1000}, {"middle", 30}}});
  ASSERT_EQ(placed.size(), 3u);
  EXPECT_EQ(placed[0].text, "heavy");
  EXPECT_GT(placed[0].size, placed[1].size);
  EXPECT_GT(placed[1].size, placed[2].size);
  const Box& first = placed[0].box;
  EXPECT_NEAR(first.corner.x + first.width / 2.0, WordCloudSize().width / 2.0, 0.01);
}

RC_GTEST_PROP(WordCloud, NoTwoWordsCoverEachOther, ()) {
  WordCloud cloud;
  const auto count = *rc::gen::inRange(0, 60);
  for (int i = 0; i < count; ++i) {
    const auto letters = *rc::gen::inRange<size_t>(1, 40);
    cloud.words.push_back({std::string(letters, 'm'), *rc::gen::inRange(0, 1000000) / 7.0});
  }
  const auto placed = PlaceWords(cloud);
  for (size_t i = 0; i < placed.size(); ++i) {
    RC_ASSERT(placed[i].box.corner.x >= 0.0);
    RC_ASSERT(placed[i].box.corner.x + placed[i].box.width <= WordCloudSize().width);
    for (size_t j = 0; j < i; ++j) RC_ASSERT(AreApart(placed[i].box, placed[j].box));
  }
}

TEST(WordCloud, LeavesOutWordsWithoutWeight) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const WordCloud cloud = {"the <title>", {{"zero", 0}, {"nan", nan}, {"one & only", 1}}};
  const SvgReader svg(RenderPicture(WordCloudSize(), {PictureFormat::kSvg, "d"},
                                    [&](Canvas& canvas) { DrawWordCloud(canvas, cloud); }));
  EXPECT_TRUE(svg.HasText("one & only"));
  EXPECT_TRUE(svg.HasText("the <title>"));
  EXPECT_EQ(svg.Texts().size(), 2u);
  EXPECT_NE(DescribeWordCloud(cloud).find("one & only"), std::string::npos);
}

}  // namespace
}  // namespace supreme
