#include "cli/explain_output.h"

#include <gtest/gtest.h>

namespace supreme {
namespace {

ExplainedAnswer Answer() {
  ExplainedAnswer answer;
  answer.record_id = "r1";
  answer.asked = "afib";
  answer.question = "atrial fibrillation";
  answer.probability = 0.25;
  answer.picture = "r1-afib.svg";
  answer.map.rows = 1;
  answer.map.columns = 2;
  answer.map.column_s = 5.0;
  answer.map.values = {0.25, 0.75};
  return answer;
}

TEST(ExplainOutput, JsonHoldsTheMapAndWhatABandIs) {
  const OrderedJson json = ExplanationJson({"b", "id", "attention", "mean"}, {Answer()});
  EXPECT_EQ(json["kind"], "explanation");
  EXPECT_EQ(json["layer"], "mean");
  EXPECT_FALSE(json.contains("baseline"));
  const OrderedJson& answer = json["answers"][0];
  EXPECT_EQ(answer["strongest"], "5.00-10.00 s");
  EXPECT_EQ(answer["map"]["leads"], OrderedJson({"all"}));
  EXPECT_EQ(answer["map"]["values"][0][1], 0.75);
}

TEST(ExplainOutput, TableNamesThePicture) {
  const std::string table = ExplanationTable({"b", "id", "occlusion", ""}, {Answer()});
  EXPECT_NE(table.find("0.250  5.00-10.00 s  r1-afib.svg"), std::string::npos) << table;
}

TEST(ExplainOutput, SlugsAreSafeFileNames) {
  EXPECT_EQ(FileSlug("Left bundle-branch BLOCK?"), "left-bundle-branch-block");
  EXPECT_EQ(FileSlug("../../etc/passwd"), "etc-passwd");
  EXPECT_EQ(FileSlug("\xff\n"), "x");
  EXPECT_LE(FileSlug(std::string(500, 'a')).size(), 60U);
}

}  // namespace
}  // namespace supreme
