#include "eval/zero_shot_output.h"

#include <gtest/gtest.h>

#include "core/csv.h"

namespace supreme {
namespace {

ZeroShotResult TwoClasses() {
  ZeroShotResult result;
  result.task = "ptbxl-super";
  result.dataset = "ptbxl";
  result.bundle_name = "bundle";
  result.bundle_id = "b1";
  result.pack_id = "p1";
  result.label_mode = "any-code";
  result.split_description = "folds 9,10";
  result.split_hash = "00ff";
  result.seed = 7;
  result.record_count = 20;
  ClassResult low{"MI", "myocardial infarction", "Table 1", {}, 5, 15, 0.25, Interval{0.1, 0.4, 9}};
  low.question = {"myocardial infarction", "known", true, "", 0.0};
  ClassResult high = low;
  high.code = "ÄB";
  high.prompt = "a prompt, with a comma";
  high.auroc = 0.875;
  high.question = {"a prompt", "new", false, "another prompt", 0.75};
  ClassResult undefined{"HYP", "hypertrophy", "Table 1", {}, 0, 20, std::nullopt, std::nullopt};
  result.classes = {low, undefined, high};
  result.all = {3, 2, 0.5625, Interval{0.5, 0.6, 9}};
  result.seen = {2, 1, 0.25, Interval{0.1, 0.4, 9}};
  result.unseen = {1, 1, 0.875, std::nullopt};
  return result;
}

TEST(ZeroShotOutput, HoldsEveryFigureInJson) {
  const OrderedJson json = ZeroShotJson(TwoClasses());
  EXPECT_EQ(json["task"], "ptbxl-super");
  EXPECT_EQ(json["n_records"], 20);
  EXPECT_EQ(json["label_mode"], "any-code");
  EXPECT_EQ(json["bundle"]["id"], "b1");
  EXPECT_EQ(json["split"]["hash"], "00ff");
  EXPECT_EQ(json["macro"]["n_defined"], 2);
  EXPECT_EQ(json["macro_unseen"]["low"], nullptr);
  EXPECT_EQ(json["undefined"], OrderedJson::array({"HYP"}));
  const auto& first = json["classes"][0];
  EXPECT_EQ(first["code"], "MI");
  EXPECT_EQ(first["n_pos"], 5);
  EXPECT_EQ(first["n_neg"], 15);
  EXPECT_EQ(first["auc"], 0.25);
  EXPECT_EQ(first["high"], 0.4);
  EXPECT_EQ(first["seen"], true);
  EXPECT_EQ(first["nearest"], nullptr);
  EXPECT_EQ(json["classes"][2]["nearest"]["query"], "another prompt");
  EXPECT_EQ(json["classes"][2]["nearest"]["similarity"], 0.75);
  EXPECT_EQ(json["classes"][1]["auc"], nullptr);
}

TEST(ZeroShotOutput, SaysHowManyLabelsDifferBetweenTheModes) {
  ZeroShotResult result = TwoClasses();
  EXPECT_FALSE(ZeroShotJson(result).contains("label_differences"));
  EXPECT_EQ(ZeroShotTable(result).find("Labels:"), std::string::npos);
  result.label_mode = "merl";
  result.label_differences = {{"AF", 297, 0}, {"ST", 2, 1}};
  const OrderedJson json = ZeroShotJson(result);
  EXPECT_EQ(json["label_differences"][0]["code"], "AF");
  EXPECT_EQ(json["label_differences"][0]["positive_in_merl_only"], 297);
  EXPECT_NE(ZeroShotTable(result).find("Labels: merl; merl has AF +297, ST +2 -1 positives.\n"),
            std::string::npos)
      << ZeroShotTable(result);
}

TEST(ZeroShotOutput, SaysWhichPromptsWereAsked) {
  ZeroShotResult result = TwoClasses();
  const OrderedJson own = ZeroShotJson(result);
  EXPECT_EQ(own["prompts"]["set"], "task");
  EXPECT_EQ(own["prompts"]["combination"], nullptr);
  EXPECT_FALSE(own["prompts"].contains("generated"));
  EXPECT_FALSE(own["classes"][0].contains("prompts"));
  EXPECT_EQ(ZeroShotTable(result).find("Prompts:"), std::string::npos);
  result.prompts = {"llm", "00ff", {{"model", "m"}}};
  result.combination = PromptCombination::kMeanLogit;
  result.classes[0].prompts = {{"infarct", {"mi", "known", true, "", 0.0}, 0.75},
                               {"heart attack", {"heart attack", "new", false, "mi", 0.5}, {}}};
  const OrderedJson json = ZeroShotJson(result);
  EXPECT_EQ(json["prompts"]["hash"], "00ff");
  EXPECT_EQ(json["prompts"]["combination"], "mean-logit");
  EXPECT_EQ(json["prompts"]["generated"]["model"], "m");
  const auto& prompts = json["classes"][0]["prompts"];
  EXPECT_EQ(prompts[0]["auc"], 0.75);
  EXPECT_EQ(prompts[0]["query"], "mi");
  EXPECT_EQ(prompts[1]["nearest"]["similarity"], 0.5);
  EXPECT_EQ(prompts[1]["auc"], nullptr);
  const std::string table = ZeroShotTable(result);
  EXPECT_NE(table.find("Prompts: llm, mean-logit.\n"), std::string::npos) << table;
  EXPECT_NE(table.find("infarct +1 "), std::string::npos) << table;
}

TEST(ZeroShotOutput, CutsPromptsThatFillALine) {
  ZeroShotResult result = TwoClasses();
  result.classes[0].prompt = std::string(300, 'x');
  EXPECT_EQ(ZeroShotTable(result).find(std::string(45, 'x')), std::string::npos);
  EXPECT_NE(ZeroShotTable(result).find(std::string(44, 'x')), std::string::npos);
}

TEST(ZeroShotOutput, QuotesTheWindowRuleOfThePack) {
  ZeroShotResult result = TwoClasses();
  result.window.max_duration_sec = 5.0;
  EXPECT_EQ(ZeroShotJson(result)["window"]["max_duration_sec"], 5.0);
  EXPECT_EQ(ZeroShotJson(result)["window"]["crop"], "first");
}

TEST(ZeroShotOutput, WritesReadableCsv) {
  CsvReader csv(ZeroShotCsv(TwoClasses()), "result");
  ASSERT_TRUE(csv.Next());
  EXPECT_EQ(csv["auc"], "0.25");
  ASSERT_TRUE(csv.Next());
  EXPECT_EQ(csv["auc"], "");
  ASSERT_TRUE(csv.Next());
  EXPECT_EQ(csv["prompt"], "a prompt, with a comma");
  EXPECT_EQ(csv["seen"], "0");
  EXPECT_FALSE(csv.Next());
}

TEST(ZeroShotOutput, ShowsTheBestClassFirst) {
  const std::string table = ZeroShotTable(TwoClasses());
  EXPECT_LT(table.find("a prompt, with"), table.find("myocardial"));
  EXPECT_LT(table.find("myocardial"), table.find("hypertrophy"));
  EXPECT_NE(table.find("0.250  [0.100, 0.400]"), std::string::npos) << table;
  EXPECT_NE(table.find("undefined"), std::string::npos);
  EXPECT_NE(table.find("mean of all classes (2 of 3)      0.562  [0.500, 0.600]"),
            std::string::npos)
      << table;
  EXPECT_NE(table.find("mean of unseen classes (1 of 1)   0.875"), std::string::npos) << table;
}

TEST(ZeroShotOutput, ShowsOneMeanWhenAllClassesWereSeen) {
  ZeroShotResult result = TwoClasses();
  result.unseen = {};
  EXPECT_EQ(ZeroShotTable(result).find("seen classes"), std::string::npos);
}

TEST(ZeroShotOutput, AlignsColumnsByLettersNotBytes) {
  const std::string table = ZeroShotTable(TwoClasses());
  const size_t umlaut = table.find("ÄB");
  EXPECT_EQ(table.substr(umlaut, 7), "ÄB    ");
}

}  // namespace
}  // namespace supreme
