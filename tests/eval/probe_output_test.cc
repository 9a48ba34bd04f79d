#include "eval/probe_output.h"

#include <gtest/gtest.h>

namespace supreme {
namespace {

ProbeResult MadeUpResult() {
  ProbeResult result;
  result.task = "test-task";
  result.dataset = "test";
  result.label_mode = "any-code";
  result.encoder = {"my-bundle", std::string(64, 'b'), "key", 192, 16};
  result.split_description = "folds 1-8 / 9 / 10";
  result.split_hash = std::string(64, 'c');
  result.train_hash = std::string(64, 'd');
  result.options.recipe = FindProbeRecipe("clean");
  result.options.percent = 10;
  result.options.seeds = {1, 2};
  result.train_count = 1708;
  result.validation_count = 2146;
  result.test_count = 2158;
  result.runs.resize(2);
  result.runs[0].seed = 1;
  result.runs[0].epoch = 37;
  result.runs[0].train_count = 1708;
  result.runs[0].auc = 0.75;
  result.runs[0].validation_auc = 0.8125;
  result.runs[1] = result.runs[0];
  result.runs[1].seed = 2;
  result.runs[1].auc = 0.77;
  result.classes.resize(3);
  result.classes[0] = {"STE", 28, 2130, 0.0, false, 0.52, 0.01, {}};
  result.classes[1] = {"MI", 550, 1608, 412.5, true, 0.99, 0.005, Interval{0.98, 0.995, 1000}};
  result.classes[2] = {"NONE", 0, 2158, 7.0, true, {}, {}, {}};
  result.all = {3, 2, 0.76, 0.0141, Interval{0.74, 0.78, 1000}};
  result.trained = {2, 1, 0.99, 0.005, {}};
  return result;
}

TEST(ProbeJson, HoldsResultAndWhereItComesFrom) {
  const OrderedJson json = ProbeJson(MadeUpResult());
  EXPECT_EQ(json["kind"], "probe");
  EXPECT_EQ(json["method"], "linear");
  EXPECT_EQ(json["protocol"], "clean");
  EXPECT_EQ(json["fraction"], 0.1);
  EXPECT_TRUE(json["shots"].is_null());
  EXPECT_EQ(json["n_train"], 1708);
  EXPECT_EQ(json["n_val"], 2146);
  EXPECT_EQ(json["n_test"], 2158);
  EXPECT_EQ(json["bundle"]["name"], "my-bundle");
  EXPECT_EQ(json["split"]["hash"], std::string(64, 'c'));
  EXPECT_EQ(json["settings"]["optimizer"], "AdamW");
  EXPECT_EQ(json["macro"]["auc"], 0.76);
  EXPECT_EQ(json["macro"]["sd"], 0.0141);
  EXPECT_EQ(json["macro"]["low"], 0.74);
  EXPECT_EQ(json["macro_trained"]["n_classes"], 2);
  EXPECT_EQ(json["runs"][1]["seed"], 2);
  EXPECT_EQ(json["runs"][1]["epoch"], 37);
  EXPECT_EQ(json["runs"][1]["validation_auc"], 0.8125);
}

TEST(ProbeJson, TellsAFineTunedEncoderFromAFrozenOne) {
  ProbeResult result = MadeUpResult();
  EXPECT_FALSE(ProbeJson(result)["settings"].contains("encoder_learning_rate"));
  EXPECT_TRUE(ProbeJson(result).contains("features"));
  result.options.recipe.encoder_learning_rate = 1e-4;
  result.options.shots = 4;
  const OrderedJson json = ProbeJson(result);
  EXPECT_EQ(json["method"], "fine-tune");
  EXPECT_EQ(json["shots"], 4);
  EXPECT_EQ(json["settings"]["encoder_learning_rate"], 1e-4);
  EXPECT_FALSE(json.contains("features"));
  EXPECT_NE(ProbeTable(result).find("fine-tune"), std::string::npos);
}

TEST(ProbeJson, ListsClassesThatAreUndefinedOrUntrained) {
  const OrderedJson json = ProbeJson(MadeUpResult());
  EXPECT_EQ(json["undefined"], OrderedJson::array({"NONE"}));
  EXPECT_EQ(json["untrained"], OrderedJson::array({"STE"}));
  EXPECT_TRUE(json["classes"][2]["auc"].is_null());
  EXPECT_EQ(json["classes"][0]["n_train_pos"], 0.0);
  EXPECT_TRUE(json["classes"][0]["low"].is_null());
}

TEST(ProbeJson, FewShotHasShotsInPlaceOfAFraction) {
  ProbeResult result = MadeUpResult();
  result.options.shots = 4;
  const OrderedJson json = ProbeJson(result);
  EXPECT_EQ(json["method"], "few-shot");
  EXPECT_EQ(json["shots"], 4);
  EXPECT_TRUE(json["fraction"].is_null());
}

TEST(ProbeCsv, HasARowPerClass) {
  const std::string csv = ProbeCsv(MadeUpResult());
  EXPECT_NE(csv.find("code,n_train_pos,n_pos,n_neg,auc,sd,low,high\n"), std::string::npos);
  EXPECT_NE(csv.find("MI,412.5,550,1608,0.99,0.005,0.98,0.995\n"), std::string::npos);
  EXPECT_NE(csv.find("NONE,7,0,2158,,,,\n"), std::string::npos);
}

TEST(ProbeTable, ListsTheBestClassFirstAndNamesWhatIsMissing) {
  const std::string table = ProbeTable(MadeUpResult());
  EXPECT_LT(table.find("MI "), table.find("STE "));
  EXPECT_LT(table.find("STE "), table.find("NONE"));
  EXPECT_NE(table.find("0.760 ± 0.014  [0.740, 0.780]"), std::string::npos) << table;
  EXPECT_NE(table.find("no positive training record of: STE."), std::string::npos);
  EXPECT_NE(table.find("10 % of the training records"), std::string::npos);
  EXPECT_EQ(table.find("FLATTERS"), std::string::npos);
}

TEST(ProbeTable, SaysOfHowManyClassesTheMeansAre) {
  ProbeResult result = MadeUpResult();
  result.all.class_count = 15;
  result.trained.class_count = 14;
  const std::string table = ProbeTable(result);
  EXPECT_NE(table.find("mean of all classes (2 of 15) "), std::string::npos) << table;
  EXPECT_NE(table.find("with training positives (1 of 14) "), std::string::npos) << table;
}

TEST(ProbeTable, WarnsOfAnEncoderThatHasSeenThePack) {
  ProbeResult result = MadeUpResult();
  EXPECT_TRUE(ProbeJson(result)["pretraining_split"].is_null());
  EXPECT_EQ(ProbeTable(result).find("pre-trained"), std::string::npos);
  result.pretraining_split = "folds 1-8 / 9 / -";
  EXPECT_EQ(ProbeJson(result)["pretraining_split"], "folds 1-8 / 9 / -");
  EXPECT_NE(ProbeTable(result).find("pre-trained on records of this pack (folds 1-8"),
            std::string::npos);
}

TEST(ProbeTable, SaysLoudlyThatMerlsProtocolFlatters) {
  ProbeResult result = MadeUpResult();
  result.options.recipe = FindProbeRecipe("merl");
  EXPECT_NE(ProbeTable(result).find("THIS FLATTERS"), std::string::npos);
}

}  // namespace
}  // namespace supreme
