#include "plot/markup.h"

#include <gtest/gtest.h>

namespace supreme {
namespace {

TEST(Markup, EscapesWhatHasMeaningInMarkup) {
  EXPECT_EQ(EscapeMarkup("a<b>&\"c'"), "a&lt;b&gt;&amp;&quot;c&#39;");
}

TEST(Markup, ScriptInANameStaysText) {
  const std::string escaped = EscapeMarkup("\"><script>alert(1)</script>");
  EXPECT_EQ(escaped.find('<'), std::string::npos);
  EXPECT_EQ(escaped.find('"'), std::string::npos);
}

TEST(Markup, KeepsLettersOfEveryWidth) { EXPECT_EQ(CleanText("ä€心😀"), "ä€心😀"); }

TEST(Markup, ReplacesBytesThatAreNotUtf8) {
  EXPECT_EQ(CleanText("a\xFFz"), "a\xEF\xBF\xBDz");
  EXPECT_EQ(CleanText("a\xC3"), "a\xEF\xBF\xBD");
  EXPECT_EQ(CleanText("\xC0\xAF"), "\xEF\xBF\xBD\xEF\xBF\xBD") << "overlong slash";
  EXPECT_EQ(CleanText("\xED\xA0\x80").find("\xED"), std::string::npos) << "surrogate";
  EXPECT_EQ(CleanText("\xF4\x90\x80\x80").find("\xF4"), std::string::npos) << "above U+10FFFF";
}

TEST(Markup, DropsControlCharactersAndKeepsSpacing) {
  EXPECT_EQ(CleanText(std::string("a\0b\x01"
                                  "c\td\ne",
                                  9)),
            "abc d e");
  EXPECT_EQ(CleanText("a\x7F\xC2\x85z"), "az");
}

TEST(Markup, DisarmsDirectionOverrides) {
  EXPECT_EQ(CleanText("a\xE2\x80\xAEz"), "a\xEF\xBF\xBDz");
  EXPECT_EQ(CleanText("a\xE2\x81\xA6z"), "a\xEF\xBF\xBDz");
}

TEST(Markup, ReplacesCodePointsThatXmlForbids) {
  EXPECT_EQ(CleanText("\xEF\xBF\xBE"), "\xEF\xBF\xBD");
}

TEST(Markup, ShortensByLettersNotBytes) {
  EXPECT_EQ(ShortenText("äöü", 3), "äöü");
  EXPECT_EQ(ShortenText("äöüß", 3), "äö…");
  EXPECT_EQ(ShortenText(std::string(1000000, 'x'), 4), "xxx…");
}

TEST(Markup, WrapsAtSpacesAndInsideLongWords) {
  using Lines = std::vector<std::string>;
  EXPECT_EQ(WrapText("left anterior block", 13, 3), (Lines{"left anterior", "block"}));
  EXPECT_EQ(WrapText("left anterior block", 12, 3), (Lines{"left", "anterior", "block"}));
  EXPECT_EQ(WrapText("left anterior block", 13, 1), (Lines{"left anterio…"}));
  EXPECT_EQ(WrapText("äöüßäöü", 3, 9), (Lines{"äöü", "ßäö", "ü"}));
  EXPECT_EQ(WrapText("  a  b ", 1, 9), (Lines{"a", "b"}));
  EXPECT_TRUE(WrapText("   ", 5, 5).empty());
  EXPECT_TRUE(WrapText("a", 5, 0).empty());
  EXPECT_TRUE(WrapText("a", 0, 5).empty());
}

TEST(Markup, SquareLettersCountMoreThanLatin) {
  EXPECT_GT(EstimateTextWidth("心", 10.0), EstimateTextWidth("x", 10.0));
  EXPECT_DOUBLE_EQ(EstimateTextWidth("", 10.0), 0.0);
}

}  // namespace
}  // namespace supreme
