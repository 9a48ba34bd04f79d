#include "eval/zero_shot.h"

#include <gtest/gtest.h>

#include <limits>

#include "core/progress.h"
#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"
#include "tests/data/test_pack.h"
#include "tests/eval/indexed_predictor.h"

namespace supreme {
namespace {

// Records 0 … 19 of fold 1: even ones have AF, those from 15 on LBBB too, none has WPW. Record 20
// carries no class of the task.
class ZeroShotTest : public testing::Test {
 protected:
  void SetUp() override {
    Progress::SetQuiet(true);
    std::vector<PackRecord> records;
    for (int i = 0; i <= 20; ++i) {
      std::vector<std::string> codes = {i % 2 == 0 ? "AFIB" : "NORM"};
      if (i >= 15) codes.emplace_back("LBBB");
      if (i == 20) codes = {"PACE"};
      records.push_back(TestRecord(i, 1, "p" + std::to_string(i), codes));
      records.back().window.samples_mv[0] = static_cast<float>(i) / 1000.0F;
    }
    WriteTestPack(folder_ / "pack", records);
    pack_ = std::make_unique<Pack>(folder_ / "pack");
    task_.name = "test-task";
    task_.classes = {{"AF", "atrial fibrillation", "test", {"AFIB", "AFLT"}},
                     {"LBBB", "left bundle branch block", "test", {"LBBB"}},
                     {"WPW", "wolff-parkinson-white", "test", {"WPW"}},
                     {"NORM", "normal ecg", "test", {"NORM"}}};
    for (size_t row = 0; row < pack_->size(); ++row) rows_.rows.push_back(row);
    rows_.description = "folds 1";
    rows_.hash = "abc";
    for (const auto& c : task_.classes) questions_.push_back({c.prompt, "known", true, "", 1.0});
    questions_[1] = {"left bundle branch block", "new", false, "bundle branch block", 0.8};
  }

  ZeroShotResult Evaluate(IndexedPredictor::Function function, uint64_t seed = 1) {
    IndexedPredictor predictor(task_.classes.size(), std::move(function));
    ZeroShotOptions options;
    options.bootstrap.resample_count = 200;
    options.seed = seed;
    return EvaluateZeroShot(predictor, {*pack_, task_, rows_, questions_, label_mode_}, options);
  }

  static size_t Number(const EcgWindow& window) {
    return static_cast<size_t>(window.samples_mv[0] * 1000.0F + 0.5F);
  }

  TempFolder folder_;
  std::unique_ptr<Pack> pack_;
  Task task_;
  EvaluationRows rows_;
  std::vector<ClassQuestion> questions_;
  LabelMode label_mode_ = LabelMode::kExact;
};

// Knows AF, says the opposite for LBBB, and the same of every record for NORM.
float Scored(size_t number, size_t query) {
  if (query == 0) return number % 2 == 0 ? 0.9F : 0.1F;
  if (query == 1) return number >= 15 ? 0.2F : 0.8F;
  return 0.5F;
}

TEST_F(ZeroShotTest, GivesAurocPerClassWithCounts) {
  const auto result = Evaluate([](const EcgWindow& w, size_t q) { return Scored(Number(w), q); });
  EXPECT_EQ(result.record_count, 20U);
  ASSERT_EQ(result.classes.size(), 4U);
  EXPECT_EQ(result.classes[0].auroc, 1.0);
  EXPECT_EQ(result.classes[0].positive_count, 10U);
  EXPECT_EQ(result.classes[0].negative_count, 10U);
  EXPECT_EQ(result.classes[0].interval->low, 1.0);
  EXPECT_EQ(result.classes[1].auroc, 0.0);
  EXPECT_EQ(result.classes[1].positive_count, 5U);
  EXPECT_EQ(result.classes[3].auroc, 0.5);
}

TEST_F(ZeroShotTest, LeavesUndefinedClassesOutOfTheMean) {
  const auto result = Evaluate([](const EcgWindow& w, size_t q) { return Scored(Number(w), q); });
  EXPECT_FALSE(result.classes[2].auroc);
  EXPECT_FALSE(result.classes[2].interval);
  EXPECT_EQ(result.all.class_count, 4U);
  EXPECT_EQ(result.all.defined_count, 3U);
  EXPECT_DOUBLE_EQ(*result.all.auroc, 0.5);
}

TEST_F(ZeroShotTest, LeavesRareClassesOutOfTheMeanWhenAsked) {
  IndexedPredictor predictor(task_.classes.size(),
                             [](const EcgWindow& w, size_t q) { return Scored(Number(w), q); });
  ZeroShotOptions options;
  options.bootstrap.resample_count = 0;
  options.min_positives = 6;  // LBBB has 5
  const auto result = EvaluateZeroShot(predictor, {*pack_, task_, rows_, questions_}, options);
  EXPECT_EQ(result.classes[1].auroc, 0.0);
  EXPECT_EQ(result.all.class_count, 4U);
  EXPECT_EQ(result.all.defined_count, 2U);
  EXPECT_DOUBLE_EQ(*result.all.auroc, (1.0 + 0.5) / 2.0);
  EXPECT_EQ(result.unseen.defined_count, 0U);
  EXPECT_FALSE(result.unseen.auroc.has_value());
}

TEST_F(ZeroShotTest, AveragesSeenAndUnseenClassesApart) {
  const auto result = Evaluate([](const EcgWindow& w, size_t q) { return Scored(Number(w), q); });
  EXPECT_EQ(result.seen.class_count, 3U);
  EXPECT_DOUBLE_EQ(*result.seen.auroc, 0.75);
  EXPECT_EQ(result.unseen.class_count, 1U);
  EXPECT_DOUBLE_EQ(*result.unseen.auroc, 0.0);
  EXPECT_EQ(result.unseen.interval->high, 0.0);
}

TEST_F(ZeroShotTest, BracketsTheMeanByItsInterval) {
  const auto noisy = [](const EcgWindow& w, size_t q) {
    return static_cast<float>((Number(w) * 7 + q * 3) % 11) / 11.0F;
  };
  const auto result = Evaluate(noisy);
  EXPECT_LT(result.all.interval->low, *result.all.auroc);
  EXPECT_GT(result.all.interval->high, *result.all.auroc);
  EXPECT_EQ(Evaluate(noisy).all.interval->low, result.all.interval->low);
  EXPECT_NE(Evaluate(noisy, 2).all.interval->low, result.all.interval->low);
}

TEST_F(ZeroShotTest, QuotesWhereTheNumbersComeFrom) {
  const auto result = Evaluate([](const EcgWindow&, size_t) { return 0.5F; });
  EXPECT_EQ(result.pack_id, pack_->id());
  EXPECT_EQ(result.bundle_id, std::string(64, '0'));
  EXPECT_EQ(result.split_hash, "abc");
  EXPECT_EQ(result.classes[1].question.nearest, "bundle branch block");
}

TEST_F(ZeroShotTest, KeepsUnlabelledRecordsOfASplitFileWhenTheTaskSaysSo) {
  const auto scored = [](const EcgWindow& w, size_t q) { return Scored(Number(w), q); };
  task_.keep_unlabelled = true;
  EXPECT_EQ(Evaluate(scored).record_count, 20U);
  rows_.listed = true;
  const auto result = Evaluate(scored);
  EXPECT_EQ(result.record_count, 21U);
  EXPECT_EQ(result.classes[0].negative_count, 11U);
}

TEST_F(ZeroShotTest, CountsLabelsInTheModeThatIsAsked) {
  const auto scored = [](const EcgWindow& w, size_t q) { return Scored(Number(w), q); };
  EXPECT_EQ(Evaluate(scored).label_mode, "any-code");
  task_.acronyms = {{"AFIB", "AFIB"}, {"LBBB", "LBBB"}, {"NORM", "WPWAF"}};
  EXPECT_EQ(Evaluate(scored).label_mode, "exact");
  label_mode_ = LabelMode::kMerl;
  const auto result = Evaluate(scored);
  EXPECT_EQ(result.label_mode, "merl");
  EXPECT_EQ(result.classes[0].positive_count, 20U);
  EXPECT_EQ(result.classes[2].positive_count, 10U);
  ASSERT_EQ(result.label_differences.size(), 3U);
  EXPECT_EQ(result.label_differences[0].code, "AF");
  EXPECT_EQ(result.label_differences[0].only_merl, 10U);
  EXPECT_EQ(result.label_differences[2].code, "NORM");
  EXPECT_EQ(result.label_differences[2].only_exact, 10U);
}

// Query 0 knows AF, query 1 says the opposite; together they know nothing. The others stand alone.
PromptEnsemble TwoPromptsForAf(PromptCombination combination) {
  PromptEnsemble ensemble{combination, {}, 5};
  ensemble.classes = {{{"afib", {"afib", "known", true, "", 0.0}, 0},
                       {"flutter", {"flutter", "new", false, "", 0.0}, 1}},
                      {{"lbbb", {}, 2}},
                      {{"wpw", {}, 3}},
                      {{"normal", {}, 4}}};
  return ensemble;
}

float ScoredTwice(size_t number, size_t query) {
  if (query > 1) return Scored(number, query - 1);
  return (number + query) % 2 == 0 ? 0.75F : 0.25F;
}

TEST_F(ZeroShotTest, MakesOneAnswerOfTheSeveralPromptsOfAClass) {
  IndexedPredictor predictor(
      5, [](const EcgWindow& w, size_t q) { return ScoredTwice(Number(w), q); });
  ZeroShotInput input{*pack_, task_, rows_, questions_};
  input.ensemble = TwoPromptsForAf(PromptCombination::kMeanProbability);
  input.prompts = {"mine", "00ff"};
  const auto result = EvaluateZeroShot(predictor, input, {});
  EXPECT_EQ(result.combination, PromptCombination::kMeanProbability);
  EXPECT_EQ(result.prompts.set, "mine");
  EXPECT_DOUBLE_EQ(*result.classes[0].auroc, 0.5);
  ASSERT_EQ(result.classes[0].prompts.size(), 2U);
  EXPECT_EQ(result.classes[0].prompts[0].auroc, 1.0);
  EXPECT_EQ(result.classes[0].prompts[1].auroc, 0.0);
  EXPECT_EQ(result.classes[0].prompts[1].question.kind, "new");
  EXPECT_EQ(result.classes[1].auroc, 0.0);  // as without an ensemble
  ASSERT_EQ(result.classes[1].prompts.size(), 1U);
  EXPECT_EQ(result.classes[1].prompts[0].auroc, 0.0);
}

TEST_F(ZeroShotTest, KnowsNoScoresOfPromptsWhoseEmbeddingsWereAveraged) {
  IndexedPredictor predictor(
      5, [](const EcgWindow& w, size_t q) { return ScoredTwice(Number(w), q); });
  ZeroShotInput input{*pack_, task_, rows_, questions_};
  input.ensemble = TwoPromptsForAf(PromptCombination::kMeanEmbedding);
  input.ensemble.classes[0][1].column = 0;
  const auto result = EvaluateZeroShot(predictor, input, {});
  EXPECT_EQ(result.classes[0].auroc, 1.0);
  EXPECT_FALSE(result.classes[0].prompts[0].auroc);
  EXPECT_FALSE(result.classes[0].prompts[1].auroc);
}

TEST_F(ZeroShotTest, ListsNoPromptsWhereEachClassHasOne) {
  IndexedPredictor predictor(4, [](const EcgWindow& w, size_t q) { return Scored(Number(w), q); });
  ZeroShotInput input{*pack_, task_, rows_, questions_};
  input.ensemble = {PromptCombination::kMeanLogit,
                    {{{"a", {}, 0}}, {{"b", {}, 1}}, {{"c", {}, 2}}, {{"d", {}, 3}}},
                    4};
  const auto result = EvaluateZeroShot(predictor, input, {});
  EXPECT_FALSE(result.combination);
  EXPECT_TRUE(result.classes[0].prompts.empty());
  EXPECT_EQ(result.classes[0].auroc, 1.0);
}

TEST_F(ZeroShotTest, RefusesRowsWithoutAnyClass) {
  rows_.rows = {20};
  ExpectError(ErrorCode::kInvalidInput, "none of 1 records carries a class",
              [&] { Evaluate([](const EcgWindow&, size_t) { return 0.5F; }); });
}

TEST_F(ZeroShotTest, RefusesScoresThatAreNotNumbers) {
  ExpectError(ErrorCode::kInvalidInput, "not a number", [&] {
    Evaluate([](const EcgWindow&, size_t) { return std::numeric_limits<float>::quiet_NaN(); });
  });
}

}  // namespace
}  // namespace supreme
