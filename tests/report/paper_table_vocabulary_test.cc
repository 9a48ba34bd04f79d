#include "report/paper_table_vocabulary.h"

#include <gtest/gtest.h>

#include "tests/report/paper_fixture.h"

namespace supreme {
namespace {

// A vocabulary's report with the given tables: {"table_2": [ROW, …], …}.
PaperResults WithTables(const std::string& json) {
  PaperResults results;
  results.vocabulary.emplace();
  results.vocabulary->file = "vocabulary/report.json";
  const Json tables = ParseJson(json, "test");
  for (const auto& [id, rows] : tables.items()) results.vocabulary->tables[id] = rows;
  return results;
}

TEST(EntityCountsTable, SetsCountsAndSharesBesideThePapers) {
  const ComparisonTable table = Make(EntityCountsTable, WithTables(R"({"table_2": [
      {"entities": "raw", "count": 5000, "share_of_unique": null},
      {"entities": "unique", "count": 200, "share_of_unique": 1.0},
      {"entities": "certain", "count": 190, "share_of_unique": 0.95}]})"));
  EXPECT_EQ(CellOf(table, "Raw extracted entities", "count").ours, 5000.0);
  EXPECT_EQ(CellOf(table, "Raw extracted entities", "count").paper, 3419064.0);
  const ComparisonCell share =
      CellOf(table, "Terms after uncertainty filtering", "share of the unique ones, %");
  EXPECT_DOUBLE_EQ(*share.ours, 95.0);
  EXPECT_EQ(share.paper, 93.75);
  EXPECT_EQ(share.source, "vocabulary/report.json");
}

TEST(ClusterCountsTable, JoinsTheLargestAndTheSmallestCluster) {
  const ComparisonTable table = Make(ClusterCountsTable, WithTables(R"({"table_3": [
      {"here": 40}, {"here": 2.5}, {"here": 12}, {"here": 1}, {"here": 0.9}]})"));
  EXPECT_EQ(CellOf(table, "Maximum / Minimum cluster size", "value").text, "12/1");
  EXPECT_EQ(CellOf(table, "Maximum / Minimum cluster size", "value").paper_text, "29/1");
  EXPECT_DOUBLE_EQ(*CellOf(table, "Proportion of clusters mapped to standard terms", "value").ours,
                   90.0);
}

TEST(ReportMappingTable, FindsThePapersEntitiesWithoutRegardToCase) {
  const ComparisonTable table = Make(ReportMappingTable, WithTables(R"({"table_4_paper": [
      {"entity": "pacs", "query": "atrial premature complex", "cosine": 0.81}],
      "table_4": [{"code": "AFIB", "query": "atrial fibrillation", "entity": "Afib",
                   "cosine": 0.9}]})"));
  EXPECT_EQ(CellOf(table, "PAC", "query").text, "atrial premature complex");
  EXPECT_EQ(CellOf(table, "PAC", "query").paper_text, "premature atrial complex");
  EXPECT_EQ(CellOf(table, "PAC", "cosine").paper, 0.8976);
  EXPECT_FALSE(CellOf(table, "MI", "query").has_ours());
  EXPECT_EQ(CellOf(table, "AFIB", "entity").text, "Afib");
}

TEST(ExampleClustersTable, PrintsThePapersWordingsWithTheirCosines) {
  const ComparisonTable table = Make(ExampleClustersTable, WithTables(R"({"table_5": [
      {"from": "paper", "code": "LVH", "query": "left ventricle hypertrophy", "members": "x"},
      {"from": "here", "code": "LVH", "query": "left ventricular hypertrophy",
       "members": "LVH 0.9"},
      {"from": "here", "code": "AFIB", "query": "atrial fibrillation", "members": "AF 0.8"}]
})"));
  EXPECT_EQ(CellOf(table, "LVH", "query").text, "left ventricular hypertrophy");
  EXPECT_TRUE(CellOf(table, "LVH", "wordings")
                  .paper_text.starts_with("Left ventricular hypertrophy (0.992), Severe LVH"));
  EXPECT_EQ(CellOf(table, "AFIB", "wordings").text, "AF 0.8");
  EXPECT_FALSE(CellOf(table, "NORM", "query").has_ours());
}

TEST(QueryOverlapTable, ListsThePapersPairsThenOurs) {
  const ComparisonTable table = Make(QueryOverlapTable, WithTables(R"({"table_6_paper": [
      {"entity": "AV block", "class": "av block", "cosine": 0.99, "query": "av block"}],
      "table_6": [{"query": "pacing", "class": "pacing rhythm", "cosine": 0.96,
                   "tasks": "csn"}]})"));
  EXPECT_EQ(CellOf(table, "AV block", "cosine").ours, 0.99);
  EXPECT_EQ(CellOf(table, "AV block", "cosine").paper, 1.0);
  EXPECT_EQ(CellOf(table, "AV block", "overlaps here").text, "av block");
  EXPECT_EQ(table.rows.size(), 56u);
  EXPECT_EQ(table.rows.back().name, "pacing");
}

TEST(WrongMatchesTable, SaysWhatWordsKeepApart) {
  const ComparisonTable table = Make(WrongMatchesTable, WithTables(R"({"table_12": [
      {"term": "left ventricle hypertrophy", "entity": "e", "cosine": 0.5,
       "kept_apart": true}]})"));
  EXPECT_EQ(CellOf(table, "left ventricle hypertrophy", "cosine").paper, 0.64);
  EXPECT_EQ(CellOf(table, "left ventricle hypertrophy", "kept apart by words").text, "yes");
}

TEST(VocabularyTables, ShowEverythingAsMissingWithoutAVocabularyAndSurviveStrangeRows) {
  for (const auto make : {EntityCountsTable, ClusterCountsTable, ReportMappingTable,
                          ExampleClustersTable, QueryOverlapTable, WrongMatchesTable}) {
    EXPECT_GT(CountCells(Make(make, {})).missing, 0u);
    EXPECT_GT(CountCells(Make(make, WithTables(R"({"table_2": [1, null], "table_3": ["x"],
        "table_4": [{"code": 5}], "table_4_paper": [[]], "table_5": [{}], "table_6": [true],
        "table_6_paper": [2], "table_12": [{"term": []}], "table_12_here": [0]})")))
                  .missing,
              0u);
  }
}

}  // namespace
}  // namespace supreme
