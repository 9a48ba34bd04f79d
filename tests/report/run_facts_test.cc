#include "report/run_facts.h"

#include <gtest/gtest.h>

namespace supreme {
namespace {

TEST(RunFacts, FlattensToDottedKeys) {
  const auto settings = FlattenJson(ParseJson(
      R"({"config": {"train": {"seed": 7, "folds": [1, 2]}}, "pack": {"path": "p"}, "best": null})",
      "test"));
  ASSERT_EQ(settings.size(), 3u);
  EXPECT_EQ(settings[0].name, "config.train.folds");
  EXPECT_EQ(settings[0].value, "[1,2]");
  EXPECT_EQ(FindSetting(settings, "config.train.seed"), "7");
  EXPECT_EQ(FindSetting(settings, "pack.path"), "p");
  EXPECT_EQ(FindSetting(settings, "seed"), std::nullopt);
}

TEST(RunFacts, SaysKnownSettingsInWords) {
  const auto facts = RunFacts({{"result.training_seconds", "3725.4"},
                               {"result.parameters", "412345"},
                               {"seed", "7"},
                               {"result.best_validation_auc", "0.98765"},
                               {"something.else", "1"}});
  std::vector<std::string> lines;
  for (const auto& fact : facts) lines.push_back(fact.name + ": " + fact.value);
  EXPECT_EQ(lines,
            (std::vector<std::string>{"Trained parameters: 412,345", "Best validation AUC: 0.988",
                                      "Training time: 1:02:05", "Seed: 7"}));
}

TEST(RunFacts, ValuesOfAnotherKindAreShownAsTheyAre) {
  const auto facts = RunFacts(
      {{"result.training_seconds", "-1"}, {"result.parameters", "many"}, {"machine.cores", "-4"}});
  ASSERT_EQ(facts.size(), 3u);
  EXPECT_EQ(facts[0].value, "many");
  EXPECT_EQ(facts[1].value, "-1");
  EXPECT_EQ(facts[2].value, "-4");
}

}  // namespace
}  // namespace supreme
