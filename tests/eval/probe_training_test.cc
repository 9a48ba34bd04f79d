#include "eval/probe_training.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <numeric>

#include "tests/core/expect_error.h"

namespace supreme {
namespace {

constexpr size_t kWidth = 20;

// Two classes; the first four features say which hold, as well as noise lets them.
LabelledFeatures MadeUp(size_t count, uint64_t seed) {
  Rng rng(seed);
  LabelledFeatures data{kWidth, 2, {}, {}};
  for (size_t i = 0; i < count; ++i) {
    const std::array<bool, 2> holds = {rng.Bernoulli(0.3), rng.Bernoulli(0.5)};
    for (size_t d = 0; d < kWidth; ++d) {
      const double signal = d < 4 && holds[d % 2] ? 1.5 : 0.0;
      data.features.push_back(static_cast<float>(rng.Normal(signal, 1.0)));
    }
    for (const bool held : holds) data.positive.push_back(held ? 1 : 0);
  }
  return data;
}

std::vector<uint32_t> AllOf(const LabelledFeatures& data) {
  std::vector<uint32_t> indices(data.size());
  std::iota(indices.begin(), indices.end(), 0U);
  return indices;
}

ProbeRecipe Short(const char* name) {
  ProbeRecipe recipe = FindProbeRecipe(name);
  recipe.epochs = 30;
  return recipe;
}

class TrainProbeTest : public testing::Test {
 protected:
  ProbeRun Train(const ProbeRecipe& recipe, uint64_t seed = 1) const {
    return TrainProbe(parts_, AllOf(parts_.train), recipe, seed, nullptr);
  }
  ProbeParts parts_{MadeUp(600, 1), MadeUp(300, 2), MadeUp(400, 3)};
};

TEST_F(TrainProbeTest, FindsWhatTheFeaturesSay) {
  const ProbeRun run = Train(Short("paper"));
  EXPECT_GT(*run.auc, 0.85);
  EXPECT_EQ(run.epoch, 30);
  EXPECT_EQ(run.train_count, 600U);
  EXPECT_LT(run.loss, 0.55);
  EXPECT_EQ(run.test_logits.size(), 800U);
  EXPECT_DOUBLE_EQ(*run.auc, (*ClassAuc(run.test_logits, parts_.test, 0) +
                              *ClassAuc(run.test_logits, parts_.test, 1)) /
                                 2.0);
}

TEST_F(TrainProbeTest, FindsNothingInShuffledLabels) {
  Rng rng(9);
  constexpr int kShuffles = 20;
  double sum = 0.0;
  for (int i = 0; i < kShuffles; ++i) {
    rng.Shuffle(std::span(parts_.train.positive));
    rng.Shuffle(std::span(parts_.validation.positive));
    sum += *Train(Short("clean"), static_cast<uint64_t>(i)).auc;
  }
  EXPECT_NEAR(sum / kShuffles, 0.5, 0.1);
}

TEST_F(TrainProbeTest, IsTheSameForTheSameSeedOnly) {
  const ProbeRun run = Train(Short("clean"), 4);
  EXPECT_EQ(Train(Short("clean"), 4).test_logits, run.test_logits);
  EXPECT_NE(Train(Short("clean"), 5).test_logits, run.test_logits);
}

TEST_F(TrainProbeTest, CleanNeverLooksAtTestLabels) {
  const ProbeRun run = Train(Short("clean"));
  for (uint8_t& label : parts_.test.positive) label = label == 0 ? 1 : 0;
  const ProbeRun turned = Train(Short("clean"));
  EXPECT_EQ(turned.epoch, run.epoch);
  EXPECT_EQ(turned.test_logits, run.test_logits);
  EXPECT_NEAR(*turned.auc, 1.0 - *run.auc, 1e-12);
}

TEST_F(TrainProbeTest, CleanTakesTheEpochWithTheBestValidation) {
  ProbeRecipe recipe = Short("clean");
  const ProbeRun best = Train(recipe);
  recipe.reported = ReportedEpoch::kLast;
  EXPECT_GE(*best.validation_auc, *Train(recipe).validation_auc);
  // Validation labels that are wrong are believed: the least trained head fits them best.
  for (uint8_t& label : parts_.validation.positive) label = label == 0 ? 1 : 0;
  EXPECT_LT(Train(Short("clean")).epoch, 30);
}

TEST_F(TrainProbeTest, MerlReportsTheBestTestEpoch) {
  ProbeRecipe recipe = Short("merl");
  const ProbeRun flattered = Train(recipe);
  recipe.reported = ReportedEpoch::kLast;
  EXPECT_GE(*flattered.auc, *Train(recipe).auc);
  for (uint8_t& label : parts_.test.positive) label = label == 0 ? 1 : 0;
  EXPECT_NE(Train(Short("merl")).epoch, flattered.epoch);
}

TEST_F(TrainProbeTest, TrainsOnTheGivenRecordsOnly) {
  const std::vector<uint32_t> some = {3, 14, 15, 92, 65, 35};
  const ProbeRun run = TrainProbe(parts_, some, Short("paper"), 1, nullptr);
  EXPECT_EQ(run.train_count, some.size());
  for (size_t i = 0; i < parts_.train.size(); ++i) {
    if (std::find(some.begin(), some.end(), i) != some.end()) continue;
    std::fill_n(&parts_.train.features[i * kWidth], kWidth, 1e6F);
  }
  EXPECT_EQ(TrainProbe(parts_, some, Short("paper"), 1, nullptr).test_logits, run.test_logits);
}

TEST_F(TrainProbeTest, NeedsValidationToChooseByItOnly) {
  parts_.validation = {kWidth, 2, {}, {}};
  ExpectError(ErrorCode::kUsage, "--protocol clean", [&] { Train(Short("clean")); });
  const ProbeRun run = Train(Short("paper"));
  EXPECT_FALSE(run.validation_auc);
  EXPECT_TRUE(run.auc);
}

TEST_F(TrainProbeTest, CallsBackAfterEachEpoch) {
  int calls = 0;
  TrainProbe(parts_, AllOf(parts_.train), Short("paper"), 1, [&] { ++calls; });
  EXPECT_EQ(calls, 30);
}

TEST(MacroAuc, LeavesUndefinedClassesOut) {
  const LabelledFeatures data{1, 2, {0, 0, 0}, {1, 0, 0, 0, 1, 0}};
  const std::vector<float> logits = {3, 0, 1, 0, 2, 0};
  EXPECT_EQ(*MacroAuc(logits, data), 1.0);
  EXPECT_FALSE(ClassAuc(logits, data, 1));
  EXPECT_FALSE(MacroAuc({}, {1, 2, {}, {}}));
}

}  // namespace
}  // namespace supreme
