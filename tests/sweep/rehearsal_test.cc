#include "sweep/rehearsal.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "sweep/tasks.h"
#include "tests/core/expect_error.h"
#include "tests/sweep/small_plan.h"

namespace supreme {
namespace {

RehearsalOptions Options() { return {.steps = 3, .records = 64, .folder = "/out/rehearsal"}; }

SweepPlan Titled(const std::string& title, const char* key = nullptr, const Json& value = {}) {
  Json file = SmallSweep();
  file["title"] = title;
  if (key != nullptr) file[key] = value;
  return SmallPlan(file);
}

bool Has(const std::vector<std::string>& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

TEST(RehearsalPlan, ChangesOnlyStepsSeedsAndTheRecordsOfEvaluations) {
  const SweepPlan whole = SmallPlan();
  const SweepPlan plan = RehearsalPlan({whole}, Options());
  EXPECT_EQ(plan.seeds, std::vector<int64_t>{1});
  const SweepTasks tasks = ExpandPlan(plan);
  const SweepTasks whole_tasks = ExpandPlan(whole);
  ASSERT_EQ(tasks.trainings.size(), 2u);
  for (size_t t = 0; t < 2; ++t) {
    const auto& words = tasks.trainings[t].words;
    EXPECT_TRUE(Has(words, "train.max_steps=3"));
    for (const std::string& word : whole_tasks.trainings[t].words) EXPECT_TRUE(Has(words, word));
    EXPECT_EQ(words.size(), whole_tasks.trainings[t].words.size() + 4);
  }
  for (const SweepScoring& scoring : tasks.scorings) {
    EXPECT_FALSE(Has(scoring.words, "--folds"));
    EXPECT_TRUE(Has(scoring.words, "--split-csv"));
  }
  EXPECT_TRUE(Has(tasks.scorings[0].words, "/out/rehearsal/splits/1-ptbxl-super.csv"));
  EXPECT_TRUE(Has(tasks.scorings[1].words, "/out/rehearsal/splits/2-rhythm.csv"));
}

TEST(RehearsalPlan, ItsStepsWinOverThoseOfTheFile) {
  Json file = SmallSweep();
  file["set"] = {"train.max_steps=5000"};
  const SweepPlan plan = RehearsalPlan({SmallPlan(file)}, Options());
  const auto& set = plan.variants[0].set;
  const auto place = [&](const char* word) {
    return std::find(set.begin(), set.end(), word) - set.begin();
  };
  EXPECT_LT(place("train.max_steps=5000"), place("train.max_steps=3"));
  EXPECT_LT(place("train.max_steps=3"), static_cast<std::ptrdiff_t>(set.size()));
}

TEST(RehearsalPlan, SharesTheTrainingsOfSeveralSweeps) {
  const Json other = {{{"name", "as in A"}}, {{"name", "wide"}, {"set", {"model.width=384"}}}};
  const SweepPlan plan = RehearsalPlan({Titled("A"), Titled("B", "variant", other)}, Options());
  ASSERT_EQ(plan.variants.size(), 4u);
  EXPECT_EQ(plan.variants[0].name, "A: ViT (ours)");
  EXPECT_EQ(plan.variants[3].name, "B: wide");
  const SweepTasks tasks = ExpandPlan(plan);
  EXPECT_EQ(tasks.trainings.size(), 3u);
  EXPECT_EQ(tasks.scorings.size(), 6u);
  EXPECT_EQ(tasks.scoring_of[0], tasks.scoring_of[2]);
}

TEST(RehearsalPlan, RefusesSweepsThatCannotShareTheirRuns) {
  const Json evaluations = {{{"task", "ptbxl-form"}, {"pack", "packs/b"}, {"folds", "10"}}};
  ExpectError(ErrorCode::kUsage, "is evaluated otherwise than \"A\"", [&] {
    RehearsalPlan({Titled("A"), Titled("B", "evaluate", evaluations)}, Options());
  });
  ExpectError(ErrorCode::kUsage, "has another first seed than \"A\"", [&] {
    RehearsalPlan({Titled("A"), Titled("B", "seeds", {2, 1})}, Options());
  });
}

TEST(SpreadRows, TakesRowsFromAllPlacesOnce) {
  std::vector<size_t> rows;
  for (size_t i = 0; i < 1000; ++i) rows.push_back(2 * i);
  const std::vector<size_t> chosen = SpreadRows(rows, 64);
  ASSERT_EQ(chosen.size(), 64u);
  EXPECT_EQ(chosen.front(), 0u);
  EXPECT_GE(chosen.back(), 1960u);
  for (size_t i = 1; i < chosen.size(); ++i) {
    EXPECT_GE(chosen[i] - chosen[i - 1], 30u);
    EXPECT_LE(chosen[i] - chosen[i - 1], 32u);
  }
  EXPECT_EQ(SpreadRows({5, 6, 9}, 64), (std::vector<size_t>{5, 6, 9}));
  EXPECT_TRUE(SpreadRows({}, 64).empty());
}

}  // namespace
}  // namespace supreme
