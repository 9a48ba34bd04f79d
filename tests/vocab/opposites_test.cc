#include "vocab/opposites.h"

#include <gmock/gmock.h>

#include "tests/core/expect_error.h"

namespace supreme {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::Not;

TEST(OppositeWords, SwapsEachWordInTurn) {
  const OppositeWords words("words\nleft;right\nfirst;second;third\n", "test");
  EXPECT_THAT(words.Of("left bundle first"),
              ElementsAre("right bundle first", "left bundle second", "left bundle third"));
}

TEST(OppositeWords, APhraseGoesBeforeItsWords) {
  const OppositeWords words("words\nmore than;less than\nmore;fewer\n", "test");
  EXPECT_THAT(words.Of("more than 3"), ElementsAre("less than 3"));
}

TEST(OppositeWords, ATextWithoutSuchAWordIsDenied) {
  const OppositeWords words("words\na;b\n", "test");
  EXPECT_THAT(words.Of("no p waves"), ElementsAre("p waves"));
  EXPECT_THAT(words.Of("p waves"), ElementsAre("no p waves"));
  EXPECT_THAT(words.Of(""), ElementsAre("no "));
}

TEST(OppositeWords, TheBuiltInOnesKnowWhatTheEncoderConfuses) {
  const OppositeWords& words = OppositeWords::BuiltIn();
  EXPECT_THAT(words.Of("left bundle branch block"), Contains("right bundle branch block"));
  EXPECT_THAT(words.Of("sinus bradycardia"), Contains("sinus tachycardia"));
  EXPECT_THAT(words.Of("low qrs voltage"), Contains("high qrs voltage"));
  EXPECT_THAT(words.Of("st elevation"), Contains("st depression"));
  EXPECT_THAT(words.Of("left atrial enlargement"), Not(Contains("left atrial hypertrophy")));
}

TEST(OppositeWords, ALonelyWordIsRefused) {
  ExpectError(ErrorCode::kCorruptData, "two words",
              [] { OppositeWords("words\nleft\n", "test.csv"); });
}

}  // namespace
}  // namespace supreme
