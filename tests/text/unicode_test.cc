#include "text/unicode.h"

#include <gtest/gtest.h>

namespace supreme {
namespace {

TEST(Unicode, CleanReplacesEveryInvalidByte) {
  EXPECT_EQ(CleanUtf8("a\xFF\xC3z"), "a\xEF\xBF\xBD\xEF\xBF\xBDz");
  EXPECT_EQ(CleanUtf8("\xC0\xAF"), "\xEF\xBF\xBD\xEF\xBF\xBD") << "overlong form of '/'";
  EXPECT_EQ(CleanUtf8("ST-Hebung über V2 心電図"), "ST-Hebung über V2 心電図");
}

TEST(Unicode, EncodingRefusesSurrogatesAndBeyond) {
  const std::u32string text = {0xD800, 0x110000, U'a'};
  EXPECT_EQ(EncodeUtf8(text),
            "\xEF\xBF\xBD\xEF\xBF\xBD"
            "a");
}

TEST(Unicode, LowersLettersOfAnyAlphabet) {
  EXPECT_EQ(ToLower(std::string_view("LVH ÄÖÜ ÉÇ ΣΩ Ж İ")), "lvh äöü éç σω ж i\xCC\x87");
}

TEST(Unicode, StripsAccentsAndKeepsLetters) {
  EXPECT_EQ(EncodeUtf8(StripAccents(U"Überleitung à ñ ø ß")), "Uberleitung a n ø ß");
}

TEST(Unicode, StripAccentsKeepsLongDecompositions) {
  const std::u32string omega(50, char32_t{0x1FA7});  // omega with three marks
  EXPECT_EQ(StripAccents(omega), std::u32string(50, char32_t{0x3C9}));
}

TEST(Unicode, SortsCharactersIntoClasses) {
  EXPECT_TRUE(IsSpace(0xA0));
  EXPECT_TRUE(IsSpace(0x3000));
  EXPECT_FALSE(IsSpace(0x200B));
  EXPECT_TRUE(IsControl(0x200B));
  EXPECT_TRUE(IsControl(0));
  EXPECT_FALSE(IsControl('\n'));
  EXPECT_TRUE(IsPunctuation('$'));
  EXPECT_TRUE(IsPunctuation(0x2014));
  EXPECT_FALSE(IsPunctuation(0xB0));
  EXPECT_TRUE(IsIdeograph(0x5FC3));
  EXPECT_FALSE(IsIdeograph(0x3042));
}

}  // namespace
}  // namespace supreme
