#include "sweep/tasks.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "tests/sweep/small_plan.h"

namespace supreme {
namespace {

bool Holds(const std::vector<std::string>& words, const std::vector<std::string>& part) {
  return !std::ranges::search(words, part).empty();
}

TEST(SweepTasks, RunsAllVariantsOfASeedBeforeTheNextSeed) {
  const SweepTasks tasks = ExpandPlan(SmallPlan());
  std::vector<std::string> folders;
  for (const SweepTraining& training : tasks.trainings) folders.push_back(training.folder);
  EXPECT_EQ(folders, (std::vector<std::string>{"runs/vit-ours/seed-1", "runs/resnet/seed-1",
                                               "runs/vit-ours/seed-2", "runs/resnet/seed-2"}));
  EXPECT_EQ(tasks.scorings.size(), 8u);
}

TEST(SweepTasks, SayWhatIsTyped) {
  const SweepTasks tasks = ExpandPlan(SmallPlan());
  EXPECT_EQ(tasks.trainings[3].words,
            (std::vector<std::string>{"pretrain", "--pack", "/data/packs/a", "--vocab",
                                      "/data/vocab", "--config", "/sweeps/base.toml", "--set",
                                      "train.epochs=1", "--set", "model.encoder=resnet", "--set",
                                      "train.device=cpu", "--set", "train.seed=2"}));
  const SweepScoring& last = tasks.scorings.back();
  EXPECT_EQ(last.words, (std::vector<std::string>{"eval", "zero-shot", "--pack", "/data/packs/b",
                                                  "--task", "ptbxl-rhythm", "--split-csv",
                                                  "/data/rhythm.csv", "--label-mode", "exact",
                                                  "--min-positives", "5", "--bootstrap", "0"}));
  EXPECT_EQ(last.result, "runs/resnet/seed-2/results/rhythm.json");
  EXPECT_EQ(last.label, "ResNet, seed 2: rhythm");
}

TEST(SweepTasks, TrainOnceWhatOnlyIsAskedOtherwise) {
  Json file = SmallSweep();
  file["variant"] = ParseJson(
      R"([{"name": "short"}, {"name": "long", "prompts": "long.json"}, {"name": "again"}])",
      "test");
  const SweepTasks tasks = ExpandPlan(SmallPlan(file));
  EXPECT_EQ(tasks.trainings.size(), 2u);  // one per seed
  EXPECT_EQ(tasks.scorings.size(), 8u);   // short and long
  EXPECT_EQ(tasks.scoring_of[0], tasks.scoring_of[2]);
  const SweepScoring& asked_long = tasks.scorings[tasks.scoring_of[1][0][0]];
  EXPECT_EQ(asked_long.result, "runs/short/seed-1/results/ptbxl-super.long.json");
  EXPECT_EQ(asked_long.label, "long, seed 1: ptbxl-super");
  EXPECT_TRUE(Holds(asked_long.words, {"--prompts", "/data/long.json"}));
}

TEST(SweepTasks, HandOnTheNameOfAPromptSetThatComesAlong) {
  Json file = SmallSweep();
  file["variant"] = ParseJson(R"([{"name": "codes", "prompts": "codes"}])", "test");
  const SweepPlan plan = SmallPlan(file);
  const SweepTasks tasks = ExpandPlan(plan);
  EXPECT_TRUE(Holds(tasks.scorings[0].words, {"--prompts", "codes"}));
  for (const auto& input : plan.Inputs()) EXPECT_NE(input, "codes");
}

TEST(SweepTasks, GiveNamesThatLookAlikeFoldersOfTheirOwn) {
  Json file = SmallSweep();
  file["variant"] = ParseJson(R"([{"name": "0.1", "set": ["model.dropout=0.1"]},
                                  {"name": "0-1", "set": ["model.dropout=0.2"]},
                                  {"name": "§", "set": ["model.dropout=0.3"]}])",
                              "test");
  std::set<std::string> folders;
  for (const SweepTraining& training : ExpandPlan(SmallPlan(file)).trainings) {
    folders.insert(training.folder);
  }
  EXPECT_EQ(folders, (std::set<std::string>{"runs/0-1/seed-1", "runs/0-1/seed-2",
                                            "runs/0-1-2/seed-1", "runs/0-1-2/seed-2",
                                            "runs/variant/seed-1", "runs/variant/seed-2"}));
}

TEST(FolderName, KeepsLettersAndDigits) {
  EXPECT_EQ(FolderName("ViT (ours)"), "vit-ours");
  EXPECT_EQ(FolderName("../../etc"), "etc");
  EXPECT_EQ(FolderName("é"), "variant");
}

}  // namespace
}  // namespace supreme
