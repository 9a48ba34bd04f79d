#include "eval/probe_recipe.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "tensor/safetensors.h"
#include "tests/core/expect_error.h"

namespace supreme {
namespace {

TEST(ProbeRecipe, PaperIsTable8) {
  const ProbeRecipe recipe = FindProbeRecipe("paper");
  EXPECT_TRUE(recipe.optimizer.decoupled);
  EXPECT_EQ(recipe.optimizer.weight_decay, 1e-8);
  EXPECT_EQ(recipe.learning_rate, 1e-3);
  EXPECT_EQ(recipe.warmup_epochs, 5);
  EXPECT_EQ(recipe.batch_size, 16U);
  EXPECT_EQ(recipe.epochs, 100);
  EXPECT_EQ(recipe.reported, ReportedEpoch::kLast);
}

TEST(ProbeRecipe, OnlyMerlChoosesOnTestRecordsAndSaysSo) {
  for (const std::string& name : ProbeRecipeNames()) {
    const ReportedEpoch reported = FindProbeRecipe(name).reported;
    EXPECT_EQ(reported == ReportedEpoch::kBestTest, name == "merl");
    EXPECT_EQ(ReportedEpochText(reported).find("flatters") != std::string::npos, name == "merl");
  }
}

TEST(ProbeRecipe, RefusesAnUnknownName) {
  ExpectError(ErrorCode::kUsage, "clean, paper or merl", [] { FindProbeRecipe("melp"); });
}

TEST(ProbeLearningRate, WarmsUpThenFallsByACosine) {
  const ProbeRecipe recipe = FindProbeRecipe("paper");
  constexpr int64_t kSteps = 10;  // per epoch
  EXPECT_DOUBLE_EQ(ProbeLearningRate(recipe, 0, kSteps), 1e-3 / 50);
  EXPECT_DOUBLE_EQ(ProbeLearningRate(recipe, 49, kSteps), 1e-3);
  EXPECT_DOUBLE_EQ(ProbeLearningRate(recipe, 50, kSteps), 1e-3);
  EXPECT_NEAR(ProbeLearningRate(recipe, 525, kSteps), 5e-4, 1e-12);
  EXPECT_GT(ProbeLearningRate(recipe, 999, kSteps), 0.0);
  EXPECT_LT(ProbeLearningRate(recipe, 999, kSteps), 1e-8);
}

TEST(ProbeLearningRate, OfMerlEqualsPyTorchsMultiStepCalledTwice) {
  const SafetensorsFile golden(std::filesystem::path(SUPREME_SOURCE_DIR) /
                               "testdata/eval/probe_head.safetensors");
  const std::vector<float> rates = ToFloats(golden.Get("merl_rates"));
  const ProbeRecipe recipe = FindProbeRecipe("merl");
  ASSERT_EQ(rates.size(), 60U);
  for (size_t step = 0; step < rates.size(); ++step) {
    EXPECT_FLOAT_EQ(static_cast<float>(ProbeLearningRate(recipe, static_cast<int64_t>(step), 7)),
                    rates[step])
        << step;
  }
}

}  // namespace
}  // namespace supreme
