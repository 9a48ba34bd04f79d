#include "plot/ecg_shading.h"

#include <gtest/gtest.h>

#include <string>

namespace supreme {
namespace {

// Keeps what is drawn.
class FakeCanvas : public Canvas {
 public:
  struct Filled {
    Box box;
    Color color;
  };
  void DrawSegments(std::span<const Segment>, const Stroke&) override {}
  void DrawPolyline(std::span<const Point>, const Stroke&) override {}
  void FillBox(const Box& box, const Color& color) override { boxes.push_back({box, color}); }
  void FillCircle(Point, double, const Color&) override {}
  void DrawText(Point, std::string_view text, const TextStyle&) override {
    texts.append(text).append("|");
  }
  std::string Finish() override { return ""; }

  std::vector<Filled> boxes;
  std::string texts;
};

// Seconds 2 to 4 of a lead on 20 mm.
ShadedStrip Strip(size_t lead) { return {lead, 2.0, 4.0, {{100.0, 50.0}, 20.0, 10.0}}; }

EcgShading Band(std::vector<double> values) {
  EcgShading shading;
  shading.rows = 1;
  shading.columns = values.size();
  shading.column_s = 1.0;
  shading.values = std::move(values);
  return shading;
}

TEST(EcgShading, DrawsTheColumnsOfTheStripsSecondsOnly) {
  FakeCanvas canvas;
  DrawShading(canvas, Band({1.0, 0.0, 0.5, 0.0, 1.0}), Strip(3));
  ASSERT_EQ(canvas.boxes.size(), 1U);
  EXPECT_DOUBLE_EQ(canvas.boxes[0].box.corner.x, 100.0);
  EXPECT_DOUBLE_EQ(canvas.boxes[0].box.width, 10.0);
  EXPECT_DOUBLE_EQ(canvas.boxes[0].box.height, 10.0);
}

TEST(EcgShading, JoinsEqualNeighboursAndCutsAtTheEdges) {
  FakeCanvas canvas;
  DrawShading(canvas, Band({1.0, 1.0, 1.0, 1.0, 1.0}), Strip(0));
  ASSERT_EQ(canvas.boxes.size(), 1U);
  EXPECT_DOUBLE_EQ(canvas.boxes[0].box.width, 20.0);
}

TEST(EcgShading, StrongerIsDarkerAndAgainstHasAnotherColour) {
  FakeCanvas canvas;
  EcgShading shading = Band({0.0, 0.0, 0.5, -1.0});
  shading.is_signed = true;
  DrawShading(canvas, shading, Strip(0));
  ASSERT_EQ(canvas.boxes.size(), 2U);
  EXPECT_GT(canvas.boxes[0].color.blue, canvas.boxes[0].color.red);
  EXPECT_GT(canvas.boxes[1].color.red, canvas.boxes[1].color.blue);
  EXPECT_LT(canvas.boxes[1].color.blue, 30);
}

TEST(EcgShading, ReadsTheRowOfTheLead) {
  EcgShading shading = Band(std::vector<double>(48, 0.0));
  shading.rows = 12;
  shading.columns = 4;
  shading.values[5 * 4 + 3] = 1.0;
  FakeCanvas other, own;
  DrawShading(other, shading, Strip(4));
  DrawShading(own, shading, Strip(5));
  EXPECT_TRUE(other.boxes.empty());
  ASSERT_EQ(own.boxes.size(), 1U);
  EXPECT_DOUBLE_EQ(own.boxes[0].box.corner.x, 110.0);
}

TEST(EcgShading, DrawsNothingWithoutAValue) {
  FakeCanvas canvas;
  DrawShading(canvas, Band({0.0, 0.0}), Strip(0));
  DrawShading(canvas, {}, Strip(0));
  EXPECT_TRUE(canvas.boxes.empty());
}

TEST(EcgShading, MarksLieAtTheFootOfTheStrip) {
  EcgShading shading = Band({1.0});
  shading.marks.assign(12 * 10, 0);
  shading.marks[2 * 10 + 3] = 1;
  shading.mark_columns = 10;
  shading.mark_column_s = 1.0;
  FakeCanvas canvas;
  DrawMarks(canvas, shading, Strip(2));
  ASSERT_EQ(canvas.boxes.size(), 1U);
  EXPECT_DOUBLE_EQ(canvas.boxes[0].box.corner.x, 110.0);
  EXPECT_DOUBLE_EQ(canvas.boxes[0].box.corner.y + canvas.boxes[0].box.height, 60.0);
}

TEST(EcgShading, TheLegendSaysWhatTheColoursMean) {
  FakeCanvas band, both;
  DrawShadingLegend(band, Band({1.0}), {0, 0});
  EXPECT_EQ(band.texts, "least|most|time only: the same in all leads|");
  EcgShading shading = Band({1.0});
  shading.rows = 12;
  shading.is_signed = true;
  shading.marks.assign(12, 1);
  DrawShadingLegend(both, shading, {0, 0});
  EXPECT_EQ(both.texts, "against|for the answer|true place|");
}

}  // namespace
}  // namespace supreme
