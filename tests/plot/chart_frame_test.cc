#include "plot/chart_frame.h"

#include <gtest/gtest.h>

#include "plot/theme.h"
#include "tests/plot/svg_reader.h"

namespace supreme {
namespace {

constexpr double kWidth = 400.0;

ChartFrame TestFrame(size_t entries) {
  ChartFrame frame{"a title", {}, {"a note"}};
  for (size_t i = 0; i < entries; ++i) {
    frame.legend.push_back(
        {"entry number " + std::to_string(i),
         [](Canvas& canvas, const Box& box) { canvas.FillBox(box, theme::kSeen); }});
  }
  return frame;
}

SvgReader Draw(const ChartFrame& frame) {
  const PictureSize size = {kWidth, HeadHeight(frame, kWidth) + 50.0 + NotesHeight(frame, kWidth)};
  return SvgReader(RenderPicture(size, {PictureFormat::kSvg, ""},
                                 [&](Canvas& canvas) { DrawChartFrame(canvas, frame, size); }));
}

TEST(ChartFrame, LegendFlowsOverAsManyLinesAsItNeeds) {
  EXPECT_GT(HeadHeight(TestFrame(9), kWidth), HeadHeight(TestFrame(1), kWidth) + 30.0);
  const SvgReader svg = Draw(TestFrame(9));
  size_t samples = 0;
  for (const auto node : svg.root().children("rect")) {
    if (std::string(node.attribute("class").as_string()) != "f-seen") continue;
    ++samples;
    EXPECT_LT(node.attribute("x").as_double() + node.attribute("width").as_double(), kWidth);
    EXPECT_LT(node.attribute("y").as_double() + node.attribute("height").as_double(),
              HeadHeight(TestFrame(9), kWidth));
  }
  EXPECT_EQ(samples, 9u);
}

TEST(ChartFrame, LongTitlesAndNotesAreWrappedInsideThePicture) {
  ChartFrame frame = TestFrame(1);
  frame.title = "a title that is far too long for one line of a picture that is this narrow";
  frame.notes = {
      "a note of many words that does not fit into one line of this narrow picture, by "
      "far not even into two of them, and so it goes on and on"};
  EXPECT_GT(HeadHeight(frame, kWidth), HeadHeight(TestFrame(1), kWidth));
  EXPECT_GT(NotesHeight(frame, kWidth), NotesHeight(TestFrame(1), kWidth) + 20.0);
  const double height = HeadHeight(frame, kWidth) + 50.0 + NotesHeight(frame, kWidth);
  for (const SvgText& text : Draw(frame).Texts()) EXPECT_LT(text.place.y, height) << text.text;
}

TEST(ChartFrame, NoNotesTakeNoRoom) {
  ChartFrame frame = TestFrame(0);
  frame.notes.clear();
  EXPECT_DOUBLE_EQ(NotesHeight(frame, kWidth), 0.0);
  EXPECT_TRUE(Draw(frame).HasText("a title"));
}

}  // namespace
}  // namespace supreme
