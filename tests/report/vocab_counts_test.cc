#include "report/vocab_counts.h"

#include <gtest/gtest.h>

#include "tests/plot/svg_reader.h"
#include "tests/report/vocab_fixture.h"

namespace supreme {
namespace {

TEST(VocabCounts, SetsOurCountsBesideThePapers) {
  const VocabFixture fixture;
  const DataTable table = EntityCountTable(fixture.vocabulary.stats, PaperFigures());
  ASSERT_EQ(table.rows.size(), 5u);
  EXPECT_EQ(CellText(table, 0, "count"), "5");
  EXPECT_EQ(CellText(table, 2, "count"), "3");
  EXPECT_EQ(CellText(table, 2, "share_of_unique"), "75.00 %");
  EXPECT_EQ(CellText(table, 2, "paper_share_of_unique"), "93.75 %");
  EXPECT_EQ(CellText(table, 4, "paper_count"), "295");
  const DataTable clusters = ClusterCountTable(fixture.vocabulary.stats, PaperFigures());
  EXPECT_EQ(CellText(clusters, 1, "here"), "1.50");
  EXPECT_EQ(CellText(clusters, 4, "here"), "100.00 %");
  EXPECT_EQ(CellText(clusters, 4, "paper"), "86.51 %");
}

TEST(VocabCounts, AblationsListVocabulariesThenThePapersChoices) {
  VocabReportInput input = VocabFixture().Input();
  const DataTable table = AblationTable(input.vocabularies, PaperFigures());
  ASSERT_EQ(table.rows.size(), 6u);
  EXPECT_EQ(CellText(table, 0, "labels_per_record"), "1.00");
  EXPECT_EQ(CellText(table, 0, "deduplicated"), "yes");
  EXPECT_EQ(CellText(table, 2, "paper_auc"), "65.94 ± 0.49");
}

TEST(VocabCounts, SensitivityMarksTheVocabularysOwnThresholds) {
  const VocabFixture fixture;
  const VocabularyOptions options;
  const Sensitivity sensitivity =
      MeasureSensitivity(fixture.table, EmbedWords, options, [](size_t) {});
  const DataTable table = SensitivityTable(sensitivity, options, 4);
  ASSERT_EQ(table.rows.size(), 16u);
  EXPECT_EQ(CellText(table, 4, "mark"), "this vocabulary");
  EXPECT_EQ(CellText(table, 3, "mark"), "");
  EXPECT_EQ(CellText(table, 11, "mark"), "this vocabulary") << "mapping threshold 0.75";
  EXPECT_EQ(CellText(table, 0, "labelled_share"), "0.00 %") << "all queries are too rare";
  for (const Figure& figure : SensitivityFigures(sensitivity, 4)) {
    const SvgReader svg(
        RenderPicture(figure.size, {PictureFormat::kSvg, figure.description}, figure.draw));
    EXPECT_TRUE(svg.HasText("Clusters and queries"));
  }
}

TEST(VocabCounts, FrequenciesAreDrawnFromTheMostFrequentDown) {
  const VocabFixture fixture;
  const std::vector<Figure> figures = FrequencyFigures(fixture.vocabulary.set);
  ASSERT_EQ(figures.size(), 2u);
  for (const Figure& figure : figures) {
    const SvgReader svg(
        RenderPicture(figure.size, {PictureFormat::kSvg, figure.description}, figure.draw));
    EXPECT_TRUE(svg.HasText("sinus rhythm"));
    EXPECT_TRUE(svg.HasText("left bundle branch block"));
  }
  EXPECT_NE(figures[0].description.find("from sinus rhythm 3"), std::string::npos)
      << figures[0].description;
}

}  // namespace
}  // namespace supreme
