#include "report/vocab_overlap.h"

#include <gtest/gtest.h>

#include "tests/plot/svg_reader.h"
#include "tests/report/vocab_fixture.h"

namespace supreme {
namespace {

class VocabOverlapTest : public testing::Test {
 protected:
  VocabFixture fixture_;
  VocabReportInput input_ = fixture_.Input();
  Overlap overlap_ = MeasureOverlap(input_.set, input_.tasks, EmbedWords, 0.95);
};

TEST_F(VocabOverlapTest, PairsNameTheirTasksAndThePapersClasses) {
  const DataTable table = OverlapTable(input_, overlap_, PaperFigures());
  ASSERT_EQ(table.rows.size(), 2u);
  EXPECT_EQ(CellText(table, 0, "cosine"), "1.0000");
  for (size_t row = 0; row < 2; ++row) {
    const bool is_block = CellText(table, row, "class") == "left bundle branch block";
    EXPECT_EQ(CellText(table, row, "tasks"), is_block ? "first" : "second");
    EXPECT_EQ(CellText(table, row, "in_paper"), is_block ? "yes" : "no");
  }
}

TEST_F(VocabOverlapTest, ThePapersPairsAreMeasuredWithThisEncoder) {
  const DataTable table = PaperOverlapTable(input_, overlap_, PaperFigures());
  ASSERT_EQ(table.rows.size(), 55u);
  size_t conflicts = 0, overlapping = 0;
  for (size_t row = 0; row < table.rows.size(); ++row) {
    conflicts += CellText(table, row, "conflict") == "yes";
    overlapping += CellText(table, row, "query") == "left bundle branch block";
    if (CellText(table, row, "entity") != CellText(table, row, "class")) continue;
    EXPECT_EQ(CellText(table, row, "cosine"), "1.0000");
  }
  EXPECT_GE(conflicts, 2u) << "third and second degree, low and high";
  EXPECT_EQ(overlapping, 3u);
}

TEST_F(VocabOverlapTest, TasksAreCountedAndDrawn) {
  const DataTable table = TaskOverlapTable(input_, overlap_, PaperFigures());
  EXPECT_EQ(CellText(table, 0, "overlapping"), "1");
  EXPECT_EQ(CellText(table, 2, "share"), "66.67 %") << "over all tasks";
  const std::vector<Figure> figures = OverlapFigures(input_, overlap_);
  ASSERT_EQ(figures.size(), 2u);
  for (const Figure& figure : figures) {
    const SvgReader svg(
        RenderPicture(figure.size, {PictureFormat::kSvg, figure.description}, figure.draw));
    EXPECT_TRUE(svg.HasText("second")) << figure.id;
  }
}

}  // namespace
}  // namespace supreme
