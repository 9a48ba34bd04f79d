#include "eval/class_question.h"

#include <gtest/gtest.h>

namespace supreme {
namespace {

AskedQuestion Asked(const std::string& kind) {
  AskedQuestion question;
  question.text = "atrial fibrillation";
  question.kind = kind;
  return question;
}

TEST(ClassQuestion, IsSeenWhenTheTextOrItsMeaningWasAQuery) {
  EXPECT_TRUE(DescribeQuestion(Asked("known")).seen);
  EXPECT_TRUE(DescribeQuestion(Asked("resolved")).seen);
  EXPECT_FALSE(DescribeQuestion(Asked("new")).seen);
  EXPECT_FALSE(DescribeQuestion(Asked(std::string(kNearestKind))).seen);
}

TEST(ClassQuestion, NamesTheNearestQueryFirst) {
  AskedQuestion question = Asked("new");
  question.nearest = {{"atrial flutter", 0.9}, {"sinus rhythm", 0.2}};
  EXPECT_EQ(DescribeQuestion(question).nearest, "atrial flutter");
  EXPECT_DOUBLE_EQ(DescribeQuestion(question).nearest_similarity, 0.9);
  EXPECT_EQ(DescribeQuestion(Asked("known")).nearest, "");
}

}  // namespace
}  // namespace supreme
