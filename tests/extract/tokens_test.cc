#include "extract/tokens.h"

#include <gtest/gtest.h>

namespace supreme {
namespace {

TEST(Tokenize, LeavesOutPluralBracketsAndJoinsHyphens) {
  const std::string_view text = "pac(s), st-t";
  const auto tokens = Tokenize(text);
  ASSERT_EQ(tokens.size(), 4u);
  EXPECT_EQ(TokenText(text, tokens[0]), "pac");
  EXPECT_EQ(TokenText(text, tokens[1]), ",");
  EXPECT_EQ(TokenText(text, tokens[3]), "t");
  EXPECT_EQ(Tokenize("extrasystole(n)").size(), 1u);
  EXPECT_EQ(Tokenize("qrs(t)").size(), 4u);
}

TEST(FoldForeign, MakesUmlautsAndEndingsEqual) {
  for (const char* word : {"überdrehter", "ueberdrehter", "überdrehte", "überdrehten"}) {
    EXPECT_EQ(FoldForeign(word, Language::kGerman), "uberdreht") << word;
  }
  EXPECT_EQ(FoldForeign("#bergang", Language::kGerman), "bergang");
  EXPECT_EQ(FoldForeign("laterala", Language::kSwedish),
            FoldForeign("lateralt", Language::kSwedish));
}

TEST(FoldForeign, KeepsTheTwoUsesOfMoeglichApart) {
  EXPECT_NE(FoldForeign("möglich", Language::kGerman), FoldForeign("mögliche", Language::kGerman));
}

TEST(FoldWithoutUmlauts, GivesTheFormThatLostThem) {
  EXPECT_EQ(FoldWithoutUmlauts("für", Language::kGerman), "fr");
  EXPECT_EQ(FoldWithoutUmlauts("ober", Language::kGerman), "");
}

TEST(IsPlainWord, RefusesLeadsAndSigns) {
  EXPECT_TRUE(IsPlainWord("infarkt"));
  EXPECT_FALSE(IsPlainWord("v4"));
  EXPECT_FALSE(IsPlainWord(","));
  EXPECT_FALSE(IsPlainWord(""));
}

}  // namespace
}  // namespace supreme
