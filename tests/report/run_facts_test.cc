#include "report/run_facts.h"

#include <gtest/gtest.h>

namespace supreme {
namespace {

TEST(RunFacts, FlattensToDottedKeys) {
  const auto settings = FlattenJson(ParseJson(
      R"({"config": {"train": {"seed": 7, "folds": [1, 2]}}, "pack": {"path": "p"}})", "test"));
  ASSERT_EQ(settings.size(), 3u);
  EXPECT_EQ(settings[0].name, "config.train.folds");
  EXPECT_EQ(settings[0].value, "[1,2]");
  EXPECT_EQ(FindSetting(settings, {"train.seed"}), "7");
  EXPECT_EQ(FindSetting(settings, {"none", "pack.path"}), "p");
  EXPECT_EQ(FindSetting(settings, {"eed"}), std::nullopt) << "only whole words of a key";
}

TEST(RunFacts, SaysKnownSettingsInWords) {
  const auto facts = RunFacts({{"result.seconds", "3725.4"},
                               {"parameters", "412345"},
                               {"config.train.seed", "7"},
                               {"result.best_auc", "0.98765"},
                               {"something.else", "1"}});
  std::vector<std::string> lines;
  for (const auto& fact : facts) lines.push_back(fact.name + ": " + fact.value);
  EXPECT_EQ(lines,
            (std::vector<std::string>{"Trained parameters: 412,345", "Best validation AUC: 0.988",
                                      "Training time: 1:02:05", "Seed: 7"}));
}

TEST(RunFacts, ValuesOfAnotherKindAreShownAsTheyAre) {
  const auto facts = RunFacts({{"seconds", "-1"}, {"parameters", "many"}, {"cores", "-4"}});
  ASSERT_EQ(facts.size(), 3u);
  EXPECT_EQ(facts[0].value, "many");
  EXPECT_EQ(facts[1].value, "-1");
  EXPECT_EQ(facts[2].value, "-4");
}

}  // namespace
}  // namespace supreme
