#include "eval/prompt_ensemble.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/core/expect_error.h"

namespace supreme {
namespace {

using Texts = std::vector<std::string>;

AskedQuestion Question(const std::string& asked, const std::string& text, const char* kind) {
  AskedQuestion question;
  question.asked = asked;
  question.text = text;
  question.kind = kind;
  return question;
}

// "infarct" and "heart attack" are one query of the bundle, "no p waves" is new.
class PromptPlanTest : public testing::Test {
 protected:
  PromptPlanTest() {
    asked_.questions = {Question("infarct", "myocardial infarction", "known"),
                        Question("heart attack", "myocardial infarction", "resolved"),
                        Question("dead muscle", "dead muscle", "new"),
                        Question("afib", "atrial fibrillation", "known")};
    asked_.questions[2].nearest = {{"myocardial infarction", 0.7}};
    for (const AskedQuestion& question : asked_.questions) {
      asked_.batch.texts.push_back(question.text);
      asked_.batch.denied.push_back(0);
    }
    asked_.batch.embeddings = {3, 4, 3, 4, 0, 10, 1, 0};
  }

  std::vector<ClassPrompts> classes_ = {{"MI", {"infarct", "heart attack", "dead muscle"}, "s"},
                                        {"AF", {"afib"}, "s"}};
  QuestionSet asked_;
};

TEST_F(PromptPlanTest, AsksEveryTextOnce) {
  EXPECT_EQ(PromptTexts(classes_), (Texts{"infarct", "heart attack", "dead muscle", "afib"}));
  const PromptPlan plan = PlanPrompts(classes_, asked_, PromptCombination::kMeanLogit);
  EXPECT_EQ(plan.batch.texts,
            (Texts{"myocardial infarction", "dead muscle", "atrial fibrillation"}));
  EXPECT_EQ(plan.batch.embeddings, (std::vector<float>{3, 4, 0, 10, 1, 0}));
  EXPECT_EQ(plan.batch.denied.size(), 3U);
  EXPECT_EQ(plan.ensemble.column_count, 3U);
  EXPECT_TRUE(plan.ensemble.HasSeveral());
  const auto& prompts = plan.ensemble.classes[0];
  EXPECT_EQ(prompts[0].column, 0U);
  EXPECT_EQ(prompts[1].column, 0U);
  EXPECT_EQ(prompts[2].column, 1U);
  EXPECT_EQ(prompts[2].question.nearest, "myocardial infarction");
  EXPECT_EQ(plan.ensemble.classes[1][0].column, 2U);
}

TEST_F(PromptPlanTest, SaysOfAClassWhatItsPromptsHaveInCommon) {
  const PromptPlan plan = PlanPrompts(classes_, asked_, PromptCombination::kMeanLogit);
  EXPECT_EQ(plan.questions[0].text, "myocardial infarction | dead muscle");
  EXPECT_EQ(plan.questions[0].kind, "mixed");
  EXPECT_TRUE(plan.questions[0].seen);
  EXPECT_EQ(plan.questions[1].text, "atrial fibrillation");
  EXPECT_EQ(plan.questions[1].kind, "known");
  asked_.questions[0].kind = asked_.questions[1].kind = "new";
  EXPECT_FALSE(PlanPrompts(classes_, asked_, PromptCombination::kMeanLogit).questions[0].seen);
}

TEST_F(PromptPlanTest, KeepsADenialApartFromWhatItDenies) {
  asked_.batch.denied[1] = 1;
  const PromptPlan plan = PlanPrompts(classes_, asked_, PromptCombination::kMeanLogit);
  EXPECT_EQ(plan.batch.texts.size(), 4U);
  EXPECT_EQ(plan.batch.denied, (std::vector<uint8_t>{0, 1, 0, 0}));
}

TEST_F(PromptPlanTest, AsksTheMeanOfDirectionsWithTheMeanLength) {
  const PromptPlan plan = PlanPrompts(classes_, asked_, PromptCombination::kMeanEmbedding);
  ASSERT_EQ(plan.batch.texts.size(), 2U);
  // Directions (0.6, 0.8) twice and (0, 1); lengths 5, 5 and 10.
  const double length = std::hypot(1.2, 2.6);
  EXPECT_NEAR(plan.batch.embeddings[0], 1.2 / length * 20.0 / 3.0, 1e-6);
  EXPECT_NEAR(plan.batch.embeddings[1], 2.6 / length * 20.0 / 3.0, 1e-6);
  EXPECT_EQ(plan.batch.embeddings[2], 1.0F);
  for (const AskedPrompt& prompt : plan.ensemble.classes[0]) EXPECT_EQ(prompt.column, 0U);
}

TEST_F(PromptPlanTest, RefusesMeanEmbeddingsThatWouldMeanNothing) {
  const auto plan = [&] { PlanPrompts(classes_, asked_, PromptCombination::kMeanEmbedding); };
  asked_.questions[1].denied = true;
  ExpectError(ErrorCode::kInvalidInput, "heart attack: no mean embedding: the prompt denies", plan);
  asked_.questions[1].denied = false;
  asked_.questions[2].kind = std::string(kNearestKind);
  ExpectError(ErrorCode::kInvalidInput, "its own queries alone", plan);
  classes_ = {{"A", {"a"}, ""}, {"B", {"b"}, ""}, {"C", {"c"}, ""}, {"D", {"d"}, ""}};
  EXPECT_NO_THROW(plan());  // nothing to average
}

class CombineColumnsTest : public testing::Test {
 protected:
  Scores scores_{2, 3, {0.5F, 0.9F, 0.0F, 0.2F, 0.8F, 1.0F}};
  std::vector<AskedPrompt> prompts_ = {{"a", {}, 0}, {"b", {}, 1}};
};

TEST_F(CombineColumnsTest, TakesMeansOverThePromptsOfARecord) {
  const auto logits = CombineColumns(scores_, prompts_, PromptCombination::kMeanLogit);
  EXPECT_NEAR(logits[0], std::log(9.0) / 2.0, 1e-6);
  EXPECT_NEAR(logits[1], 0.0, 1e-6);
  const auto means = CombineColumns(scores_, prompts_, PromptCombination::kMeanProbability);
  EXPECT_NEAR(means[0], 0.7, 1e-6);
  EXPECT_NEAR(means[1], 0.5, 1e-6);
}

TEST_F(CombineColumnsTest, LeavesOnePromptAsItIs) {
  for (const auto combination :
       {PromptCombination::kMeanLogit, PromptCombination::kMeanProbability}) {
    EXPECT_EQ(CombineColumns(scores_, {{"c", {}, 2}}, combination),
              (std::vector<double>{0.0, 1.0}));
  }
  EXPECT_EQ(
      CombineColumns(scores_, {{"a", {}, 2}, {"b", {}, 2}}, PromptCombination::kMeanEmbedding),
      (std::vector<double>{0.0, 1.0}));
}

TEST_F(CombineColumnsTest, RefusesScoresThatNoLogarithmHas) {
  scores_.values[1] = std::nanf("");
  ExpectError(ErrorCode::kInvalidInput, "not a number from 0 to 1",
              [&] { CombineColumns(scores_, prompts_, PromptCombination::kMeanLogit); });
}

TEST(CombinationName, IsReadBack) {
  for (const auto combination : {PromptCombination::kMeanLogit, PromptCombination::kMeanProbability,
                                 PromptCombination::kMeanEmbedding}) {
    EXPECT_EQ(ParseCombination(CombinationName(combination)), combination);
  }
  ExpectError(ErrorCode::kUsage, "median", [] { ParseCombination("median"); });
}

}  // namespace
}  // namespace supreme
