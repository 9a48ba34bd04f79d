#include "predict/questions.h"

#include <gtest/gtest.h>

#include "tests/core/expect_error.h"

namespace supreme {
namespace {

// Two queries on the axes of a plane; the encoder puts every new text on the second axis.
Bundle PlaneBundle() {
  Bundle bundle;
  bundle.queries.text_width = 2;
  Query block;
  block.id = "lbbb";
  block.text = "left bundle branch block";
  block.members = {{"left sided wide beats", 0.95, 3}};
  Query rhythm;
  rhythm.id = "sr";
  rhythm.text = "sinus rhythm";
  bundle.queries.queries = {block, rhythm};
  bundle.queries.embeddings = {1.0f, 0.0f, 0.0f, 1.0f};
  return bundle;
}

std::vector<float> EncodeOnSecondAxis(std::span<const std::string> texts) {
  std::vector<float> embeddings;
  for (size_t i = 0; i < texts.size(); ++i) {
    embeddings.push_back(0.0f);
    embeddings.push_back(2.0f);
  }
  return embeddings;
}

std::vector<float> NeverEncode(std::span<const std::string>) {
  throw Error(ErrorCode::kInternal, "the encoder is not needed");
}

TEST(Questions, AreAllQueriesOfTheBundleWhenNothingIsAsked) {
  const QuestionSet set = BundleQuestions(PlaneBundle());
  ASSERT_EQ(set.questions.size(), 2u);
  EXPECT_EQ(set.questions[1].text, "sinus rhythm");
  EXPECT_EQ(set.questions[1].kind, "known");
  EXPECT_EQ(set.batch.embeddings, PlaneBundle().queries.embeddings);
}

TEST(Questions, KnownAndResolvedTextsKeepTheBundlesEmbedding) {
  const QuestionSet set =
      AskTexts(PlaneBundle(), {"Sinus  rhythm?", "left sided wide beats"}, NeverEncode);
  EXPECT_EQ(set.questions[0].kind, "known");
  EXPECT_EQ(set.questions[0].query_id, "sr");
  EXPECT_EQ(set.questions[0].asked, "Sinus  rhythm?");
  EXPECT_EQ(set.questions[1].kind, "resolved");
  EXPECT_EQ(set.questions[1].text, "left bundle branch block");
  EXPECT_EQ(set.batch.embeddings, (std::vector<float>{0, 1, 1, 0}));
}

TEST(Questions, NewTextsAreEncodedAndNameTheirNearestQueries) {
  const QuestionSet set =
      AskTexts(PlaneBundle(), {"sinus rhythm", "giant t wave"}, EncodeOnSecondAxis);
  EXPECT_EQ(set.questions[1].kind, "new");
  EXPECT_EQ(set.questions[1].query_id, "");
  EXPECT_EQ(set.batch.texts[1], "giant t wave");
  EXPECT_EQ(set.batch.embeddings, (std::vector<float>{0, 1, 0, 2}));
  ASSERT_EQ(set.questions[1].nearest.size(), 2u);
  EXPECT_EQ(set.questions[1].nearest[0].text, "sinus rhythm");
  EXPECT_NEAR(set.questions[1].nearest[0].similarity, 1.0, 1e-9);
  EXPECT_NEAR(set.questions[1].nearest[1].similarity, 0.0, 1e-9);
}

TEST(Questions, DenialsAreAskedThroughWhatTheyDeny) {
  Bundle bundle = PlaneBundle();
  bundle.thresholds["lbbb"] = {0.3, "youden", 1, 1};
  const QuestionSet set =
      AskTexts(bundle, {"no left bundle branch block", "sinus rhythm"}, EncodeOnSecondAxis);
  EXPECT_TRUE(set.questions[0].denied);
  EXPECT_EQ(set.questions[0].kind, "resolved");
  EXPECT_EQ(QuestionText(set.questions[0]), "not: left bundle branch block");
  EXPECT_EQ(set.batch.denied, (std::vector<uint8_t>{1, 0}));
  EXPECT_EQ(set.batch.embeddings, (std::vector<float>{1, 0, 0, 1}));
  EXPECT_DOUBLE_EQ(QuestionThreshold(bundle, set.questions[0]).value(), 0.7);
  EXPECT_FALSE(QuestionThreshold(bundle, set.questions[1]).has_value());
}

TEST(Questions, ADenialWithAQueryOfItsOwnIsThatQuery) {
  Bundle bundle = PlaneBundle();
  bundle.queries.queries[1].text = "no p waves";
  const QuestionSet set = AskTexts(bundle, {"no p waves"}, NeverEncode);
  EXPECT_FALSE(set.questions[0].denied);
  EXPECT_EQ(set.questions[0].kind, "known");
}

Bundle LinearPlaneBundle() {
  Bundle bundle = PlaneBundle();
  bundle.model.fusion = "linear";
  bundle.thresholds["sr"] = {0.3, "youden", 1, 1};
  return bundle;
}

TEST(Questions, ALinearHeadAnswersNewTextsByTheNearestQuery) {
  const Bundle bundle = LinearPlaneBundle();
  const QuestionSet set =
      AskTexts(bundle, {"left bundle branch block", "giant t wave"}, EncodeOnSecondAxis);
  EXPECT_EQ(set.questions[0].kind, "known");
  const AskedQuestion& question = set.questions[1];
  EXPECT_EQ(question.kind, kNearestKind);
  EXPECT_EQ(question.asked, "giant t wave");
  EXPECT_EQ(question.text, "sinus rhythm");
  EXPECT_NEAR(question.similarity, 1.0, 1e-9);
  ASSERT_EQ(question.nearest.size(), 1u);
  EXPECT_EQ(question.nearest[0].text, "sinus rhythm");
  EXPECT_EQ(set.batch.embeddings, bundle.queries.embeddings) << "of the query that answers";
  EXPECT_FALSE(QuestionThreshold(bundle, question).has_value()) << "the threshold is another's";
}

TEST(Questions, ALinearHeadAnswersADenialByTheQueryNearestToWhatIsDenied) {
  const QuestionSet set = AskTexts(LinearPlaneBundle(), {"no giant t wave"}, EncodeOnSecondAxis);
  EXPECT_TRUE(set.questions[0].denied);
  EXPECT_EQ(QuestionText(set.questions[0]), "not: sinus rhythm");
  EXPECT_EQ(set.batch.denied, (std::vector<uint8_t>{1}));
}

TEST(Questions, RefusesATextWithoutWords) {
  ExpectError(ErrorCode::kUsage, "no words",
              [&] { AskTexts(PlaneBundle(), {" ? "}, EncodeOnSecondAxis); });
}

}  // namespace
}  // namespace supreme
