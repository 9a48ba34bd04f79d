#include "formats/plain_text.h"

#include <gtest/gtest.h>

namespace supreme::formats {
namespace {

TEST(PlainText, KeepsUtf8AndReadsTheRestAsLatin1) {
  EXPECT_EQ(PlainText("f\xC3\xBCr"), "für");
  EXPECT_EQ(PlainText("f\xFCr"), "für");
  EXPECT_EQ(PlainText("\xED\xA0\x80"), "\xC3\xAD\xC2\xA0") << "a surrogate is no UTF-8";
}

TEST(PlainText, MakesOneLineWithoutControlCharacters) {
  EXPECT_EQ(PlainText("  a\nb\x1B[31m\x7F "), "a b [31m");
  EXPECT_EQ(PlainText("a\xC2\x9B"
                      "b"),
            "a b")
      << "C1 control character";
}

TEST(PlainText, CutsLongTextBetweenCharacters) {
  std::string text;
  for (int i = 0; i < 600; ++i) text += "ü";
  const std::string plain = PlainText(text);
  EXPECT_EQ(plain.size(), 1000u);
  EXPECT_TRUE(IsPlainText(plain, 1000));
}

TEST(IsPlainText, RefusesWhatPlainTextWouldChange) {
  EXPECT_TRUE(IsPlainText("für", 10));
  EXPECT_FALSE(IsPlainText("für", 3));
  for (const char* text :
       {"a\n", "\x1B", "\xFF", "\xC2\x80", "\xC0\x80", "\xE2\x82", "\xF5\x80\x80\x80"}) {
    EXPECT_FALSE(IsPlainText(text, 10)) << text;
  }
}

TEST(StemOf, IsTheNameWithoutFolderAndEnding) {
  EXPECT_EQ(StemOf("/a/b/ecg 1.dcm"), "ecg 1");
  EXPECT_EQ(StemOf(""), "record");
}

}  // namespace
}  // namespace supreme::formats
