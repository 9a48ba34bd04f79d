#include "sweep/plan.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/core/expect_error.h"
#include "tests/sweep/small_plan.h"

namespace supreme {
namespace {

using Texts = std::vector<std::string>;

TEST(SweepPlan, TakesOverWhatHoldsForAllVariants) {
  const SweepPlan plan = SmallPlan();
  ASSERT_EQ(plan.variants.size(), 2u);
  EXPECT_EQ(plan.seeds, (std::vector<int64_t>{1, 2}));
  EXPECT_EQ(plan.variants[0].set, (Texts{"train.epochs=1", "train.device=cpu"}));
  EXPECT_EQ(plan.variants[1].set,
            (Texts{"train.epochs=1", "model.encoder=resnet", "train.device=cpu"}));
  EXPECT_EQ(plan.variants[0].paper_auc, 0.772);
  EXPECT_FALSE(plan.variants[1].paper_auc);
}

TEST(SweepPlan, StartsSettingsAtTheFileAndDataAtTheRoot) {
  const SweepPlan plan = SmallPlan();
  EXPECT_EQ(plan.variants[1].config, "/sweeps/base.toml");
  EXPECT_EQ(plan.variants[1].pack, "/data/packs/a");
  EXPECT_EQ(plan.variants[1].vocabulary, "/data/vocab");
  EXPECT_EQ(plan.evaluations[1].split_csv, "/data/rhythm.csv");
  EXPECT_EQ(plan.evaluations[0].task, "ptbxl-super") << "a name, no path";
  const SweepPlan without = ReadSweepPlan(SmallSweep(), {"/sweeps/small.toml", "", {}});
  EXPECT_EQ(without.variants[0].pack, "/sweeps/packs/a");
}

TEST(SweepPlan, NamesEvaluationsAfterTheirTasks) {
  const SweepPlan plan = SmallPlan();
  EXPECT_EQ(plan.evaluations[0].name, "ptbxl-super");
  EXPECT_EQ(plan.evaluations[1].name, "rhythm");
  EXPECT_EQ(plan.evaluations[1].min_positives, 5u);
}

TEST(SweepPlan, LetsAVariantHaveItsOwnDataAndVocabulary) {
  Json file = SmallSweep();
  file["variant"][1]["data"] = "simulate:3";
  file["variant"][1]["vocab"] = "signs";
  const SweepPlan plan = SmallPlan(file);
  EXPECT_EQ(plan.variants[1].data, "simulate:3");
  EXPECT_TRUE(plan.variants[1].pack.empty());
  EXPECT_EQ(plan.variants[1].vocabulary, "/data/signs");
  EXPECT_EQ(plan.variants[0].pack, "/data/packs/a");
}

TEST(SweepPlan, ListsEachInputOnce) {
  const auto inputs = SmallPlan().Inputs();
  EXPECT_EQ(std::ranges::count(inputs, "/sweeps/base.toml"), 1);
  EXPECT_EQ(std::ranges::count(inputs, "/data/packs/a/pack.json"), 1);
  EXPECT_EQ(std::ranges::count(inputs, "/data/packs/b/pack.json"), 1);
  EXPECT_EQ(std::ranges::count(inputs, "/data/vocab/queries.json"), 1);
  EXPECT_EQ(inputs.size(), 5u);
}

struct BadFile {
  const char* pointer;
  const char* value;
  const char* words;
};

TEST(SweepPlan, RefusesWhatItDoesNotUnderstand) {
  for (const BadFile& bad : {
           BadFile{"/sedes", "[1]", "unknown key \"sedes\"; try: \"seeds\""},
           BadFile{"/seeds", "[]", "no seeds"},
           BadFile{"/seeds", "[1, 1]", "named twice"},
           BadFile{"/seeds", "[1.5]", "whole number"},
           BadFile{"/seeds", "[-1]", "whole number"},
           BadFile{"/seeds", "\"1\"", "not a list"},
           BadFile{"/data", "\"simulate:1\"", "exactly one of pack and data"},
           BadFile{"/pack", "\"\"", "exactly one of pack and data"},
           BadFile{"/vocab", "\"\"", "vocab is missing"},
           BadFile{"/set", "[\"train.seed=4\"]", "train.seed is set"},
           BadFile{"/set", "[4]", "not a list of texts"},
           BadFile{"/variant", "[]", "no variant"},
           BadFile{"/variant/0/name", "\"\"", "without a name"},
           BadFile{"/variant/0/name", "\"ResNet\"", "two times variant"},
           BadFile{"/variant/0/paper_auc", "77.2", "from 0 to 1"},
           BadFile{"/variant/0/seeds", "[1]", "unknown key"},
           BadFile{"/variant/0", "3", "expected a table"},
           BadFile{"/evaluate", "[]", "no evaluate"},
           BadFile{"/evaluate/0/folds", "\"\"", "exactly one of folds and split_csv"},
           BadFile{"/evaluate/0/task", "\"\"", "task and pack"},
           BadFile{"/evaluate/0/min_positives", "-2", "whole number"},
       }) {
    Json file = SmallSweep();
    file[Json::json_pointer(bad.pointer)] = ParseJson(bad.value, "test");
    ExpectError(ErrorCode::kUsage, bad.words, [&] { SmallPlan(file); });
  }
}

TEST(ExtendSweep, KeepsTheFilesOwnKeysAndBothSets) {
  const Json base = ParseJson(R"({"title": "base", "vocab": "v", "set": ["a=1"]})", "test");
  const Json file = ParseJson(R"({"title": "own", "set": ["b=2"]})", "test");
  EXPECT_EQ(ExtendSweep(base, file),
            ParseJson(R"({"title": "own", "vocab": "v", "set": ["a=1", "b=2"]})", "test"));
}

}  // namespace
}  // namespace supreme
