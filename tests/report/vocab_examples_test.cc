#include "report/vocab_examples.h"

#include <gtest/gtest.h>

#include "tests/report/vocab_fixture.h"

namespace supreme {
namespace {

TEST(VocabExamples, TheRecordWithTheMostQueriesIsShown) {
  const VocabFixture fixture;
  EXPECT_EQ(ChooseExampleRow(fixture.table, fixture.vocabulary.set), 1u);
  EXPECT_EQ(ChooseExampleRow(EntityTable{}, fixture.vocabulary.set), std::nullopt);
  const DataTable table = RecordTable(fixture.Input());
  ASSERT_EQ(table.rows.size(), 2u);
  EXPECT_EQ(CellText(table, 0, "entity"), "lbbb");
  EXPECT_EQ(CellText(table, 0, "query"), "left bundle branch block");
  EXPECT_EQ(CellText(table, 0, "code"), "CLBBB");
  EXPECT_EQ(CellText(table, 0, "cosine"), "1.0000");
  EXPECT_EQ(table.note, "Its statements: Sinus rhythm. / LBBB");
}

TEST(VocabExamples, UncertainEntitiesAreShownWithoutAQuery) {
  const VocabFixture fixture;
  VocabReportInput input = fixture.Input();
  input.example_row = 2;
  EXPECT_EQ(CellText(RecordTable(input), 0, "query"), "(uncertain: no query)");
  input.example = {};
  EXPECT_TRUE(RecordTable(input).rows.empty());
}

TEST(VocabExamples, ThePapersEntitiesAreAskedOfThisVocabulary) {
  const VocabFixture fixture;
  const DataTable table = PaperRecordTable(fixture.Input(), PaperFigures());
  ASSERT_EQ(table.rows.size(), 9u);
  EXPECT_EQ(CellText(table, 0, "query"), "sinus rhythm");
  EXPECT_EQ(CellText(table, 0, "kind"), "known");
  EXPECT_EQ(CellText(table, 0, "cosine"), "1.0000");
  EXPECT_EQ(CellText(table, 4, "kind"), "new") << "right is not left";
  EXPECT_EQ(CellText(table, 4, "query"), "(near left bundle branch block)");
  EXPECT_EQ(CellText(table, 4, "paper_query"), "right bundle branch block");
}

TEST(VocabExamples, ClustersShowThePapersAndThenOurs) {
  const VocabFixture fixture;
  const DataTable table = ClusterTable(fixture.vocabulary.set, PaperFigures());
  ASSERT_EQ(table.rows.size(), 5u);
  EXPECT_EQ(CellText(table, 0, "from"), "paper");
  EXPECT_EQ(CellText(table, 3, "query"), "left bundle branch block") << "two wordings";
  EXPECT_EQ(CellText(table, 3, "wordings"), "2");
  EXPECT_NE(CellText(table, 3, "members").find("lbbb (1.000)"), std::string::npos);
}

TEST(VocabExamples, MismatchesSayWhetherWordsKeepThemApart) {
  const VocabFixture fixture;
  const DataTable table = MismatchTable(fixture.Input(), PaperFigures());
  ASSERT_EQ(table.rows.size(), 3u);
  EXPECT_EQ(CellText(table, 0, "paper_cosine"), "0.6400");
  EXPECT_EQ(CellText(table, 1, "paper_cosine"), "–");
  EXPECT_EQ(CellText(table, 2, "kept_apart"), "yes") << "inferior, anterior";
  const DataTable near = NearMissTable(fixture.Input());
  ASSERT_GE(near.rows.size(), 2u);
  EXPECT_EQ(CellText(near, 0, "query"), "left bundle branch block");
  EXPECT_EQ(CellText(near, 0, "kept_apart"), "yes");
}

}  // namespace
}  // namespace supreme
