#include "eval/independence_output.h"

#include <gtest/gtest.h>

#include "core/csv.h"

namespace supreme {
namespace {

IndependenceReport MakeReport() {
  IndependenceReport report;
  report.task = "test-task";
  report.dataset = "ptbxl";
  report.label_mode = "any-code";
  report.bundle_name = "bundle";
  report.bundle_id = "b1";
  report.split_description = "folds 10";
  report.options.seed = 7;
  IndependenceResult& result = report.result;
  result.record_count = 20;
  result.labelled_record_count = 30;
  result.auroc = 0.75;
  result.defined_count = 2;
  const ScoreMovement still{0.0, 0.0, 1.0, 0.0, Interval{0.0, 0.0, 9}};
  const ScoreMovement moved{0.25, 0.0125, 0.9, -0.01, Interval{-0.02, 0.005, 9}};
  result.settings = {{"reordered", 1, 2, {3.1e-7, 1e-8, 1.0, 0.0, {}}, 1.0},
                     {"alone", 1, 1, moved, 0.9}};
  result.classes = {{"A", "quiet", 5, 15, 0.7, {still, still}},
                    {"B", "moved, much", 4, 16, 0.8, {still, moved}}};
  return report;
}

TEST(IndependenceOutput, HoldsEveryFigureInJson) {
  const OrderedJson json = IndependenceJson(MakeReport());
  EXPECT_EQ(json["kind"], "independence");
  EXPECT_EQ(json["query_self_attention"], true);
  EXPECT_EQ(json["n_labelled_records"], 30);
  EXPECT_EQ(json["macro"]["auc"], 0.75);
  EXPECT_EQ(json["settings"][1]["name"], "alone");
  EXPECT_EQ(json["settings"][1]["max_change"], 0.25);
  EXPECT_EQ(json["settings"][1]["low"], -0.02);
  EXPECT_EQ(json["settings"][0]["low"], nullptr);
  EXPECT_EQ(json["classes"][1]["settings"]["alone"]["auc_change"], -0.01);
  EXPECT_EQ(json["classes"][1]["settings"]["reordered"]["max_change"], 0.0);
}

TEST(IndependenceOutput, ShowsSettingsAndTheClassesThatMoved) {
  IndependenceReport report = MakeReport();
  const std::string table = IndependenceTable(report);
  EXPECT_NE(table.find("20 records drawn from 30; bundle, with self-attention"), std::string::npos);
  EXPECT_NE(table.find("3.1e-07"), std::string::npos) << "rounding keeps its size";
  EXPECT_NE(table.find("-0.0100 [-0.0200, +0.0050]"), std::string::npos) << table;
  EXPECT_NE(table.find("\nB       moved, much"), std::string::npos);
  EXPECT_EQ(table.find("\nA       quiet"), std::string::npos) << "it did not move";
  report.query_self_attention = false;
  EXPECT_NE(IndependenceTable(report).find("without self-attention"), std::string::npos);
}

TEST(IndependenceOutput, WritesARowPerClassAndSettingAsCsv) {
  CsvReader csv(IndependenceCsv(MakeReport()), "csv");
  size_t rows = 0;
  while (csv.Next()) ++rows;
  EXPECT_EQ(rows, 4U);
  EXPECT_EQ(csv.columns()[5], "setting");
}

}  // namespace
}  // namespace supreme
