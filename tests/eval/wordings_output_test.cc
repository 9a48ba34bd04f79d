#include "eval/wordings_output.h"

#include <gtest/gtest.h>

namespace supreme {
namespace {

WordingReport Report() {
  WordingReport report;
  report.min_positives = 5;
  WordedResult worded;
  worded.code = "AFIB";
  worded.name = "atrial fibrillation";
  worded.positive_count = 7;
  worded.by_name.auroc = 0.9;
  worded.figures = {{WordingKind::kWording, {"fibrillating", "new", "fibrillating"}, 0.7, 0.8},
                    {WordingKind::kWording,
                     {"the atria fibrillate", "resolved", "atrial fibrillation"},
                     0.5,
                     0.9}};
  WordedResult rare = worded;
  rare.positive_count = 4;
  report.result.classes = {worded, rare};
  report.result.opposites = {{"left", "right", 5, 6, 9, 0.95, {0.55, std::nullopt}},
                             {"right", "left", 6, 5, 9, 0.95, {0.75, std::nullopt}},
                             {"up", "down", 6, 4, 9, 0.95, {0.5, std::nullopt}}};
  return report;
}

TEST(WordingsOutput, AveragesTheLossOverTextsThenClasses) {
  const OrderedJson json = WordingJson(Report());
  const auto& loss = json["losses"]["wordings"];
  EXPECT_EQ(loss["n_classes"], 1);
  EXPECT_EQ(loss["n_texts"], 2);
  EXPECT_NEAR(loss["raw_loss"].get<double>(), 0.3, 1e-12);
  EXPECT_NEAR(loss["resolved_loss"].get<double>(), 0.05, 1e-12);
  EXPECT_EQ(json["losses"]["signs"]["raw_loss"], nullptr);
  EXPECT_EQ(json["classes"][1]["asked"][1]["resolved_to"], "atrial fibrillation");
  EXPECT_EQ(json["opposites"][0]["n_other"], 6);
}

TEST(WordingsOutput, CountsTheOppositesThatHardlyLeak) {
  const std::string table = WordingTable(Report());
  EXPECT_NE(table.find("1 of 2 with enough records leak no more than 0.60"), std::string::npos)
      << table;
  EXPECT_NE(table.find("resolved to atrial fibrillation"), std::string::npos) << table;
  EXPECT_NE(table.find("no class with enough positive records"), std::string::npos) << table;
}

}  // namespace
}  // namespace supreme
