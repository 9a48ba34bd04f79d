#include "synth/truth/wording.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace supreme {
namespace {

using testing::Contains;
using testing::Not;

std::vector<std::string> TextsOf(const SignBuilder& builder, uint32_t sign) {
  std::vector<std::string> texts;
  for (const SignText& text : builder.texts) {
    if (text.sign == sign) texts.push_back(text.text);
  }
  return texts;
}

TEST(SplitWords, SplitsAtSemicolons) {
  EXPECT_EQ(SplitWords("a;b c;d"), (std::vector<std::string_view>{"a", "b c", "d"}));
  EXPECT_TRUE(SplitWords("").empty());
}

TEST(AddWording, FramesAndNegatesAName) {
  SignBuilder builder;
  const SignPair pair = builder.AddPair({.id = "x", .present = "has(AFIB)"});
  AddWording(builder, pair, WordKind::kName, "atrial fibrillation", 0);
  EXPECT_THAT(TextsOf(builder, pair.positive), Contains("atrial fibrillation"));
  EXPECT_THAT(TextsOf(builder, pair.positive), Contains("ecg shows atrial fibrillation"));
  EXPECT_THAT(TextsOf(builder, pair.negative), Contains("no atrial fibrillation"));
}

TEST(AddWording, NegatesGermanNounsByTheirGender) {
  SignBuilder builder;
  const SignPair pair = builder.AddPair({.id = "x", .present = "has(AFIB)"});
  AddWording(builder, pair, WordKind::kGerman, "vorhofflimmern", 0);
  AddWording(builder, pair, WordKind::kGerman, "arrhythmie", 1);
  EXPECT_THAT(TextsOf(builder, pair.negative), Contains("kein vorhofflimmern"));
  EXPECT_THAT(TextsOf(builder, pair.negative), Not(Contains("kein arrhythmie")));
}

TEST(AddWording, DoesNotNegateTwice) {
  SignBuilder builder;
  const SignPair pair = builder.AddPair({.id = "x", .present = "has(AFIB)"});
  AddWording(builder, pair, WordKind::kName, "no p waves", 0);
  EXPECT_EQ(builder.texts.size(), 1U);
}

}  // namespace
}  // namespace supreme
