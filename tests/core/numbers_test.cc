#include "core/numbers.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <bit>
#include <clocale>
#include <cmath>
#include <limits>
#include <locale>

namespace supreme {
namespace {

TEST(Numbers, ReadsWholeTextsOnly) {
  EXPECT_EQ(ParseDouble(" +1.5e3\r\n"), 1500.0);
  EXPECT_EQ(ParseDouble("-0.25"), -0.25);
  EXPECT_EQ(ParseInt("-42 "), -42);
  for (const char* text : {"", " ", "+", "-", "1,5", "1.5x", "1 2", "+-1", "++1", "0x10", "1e",
                           "one", "inf", "-inf", "nan", "NaN", "1e999", "--1"}) {
    EXPECT_FALSE(ParseDouble(text)) << text;
  }
  for (const char* text : {"", "1.0", "1e3", "9223372036854775808", "+-1", "0x10", "1 2"}) {
    EXPECT_FALSE(ParseInt(text)) << text;
  }
  EXPECT_EQ(ParseInt("-9223372036854775808"), std::numeric_limits<int64_t>::min());
}

TEST(Numbers, DoNotListenToTheLocale) {
  struct CommaPoint : std::numpunct<char> {
    char do_decimal_point() const override { return ','; }
    char do_thousands_sep() const override { return '.'; }
    std::string do_grouping() const override { return "\3"; }
  };
  const std::locale before = std::locale::global(std::locale(std::locale(), new CommaPoint));
  for (const char* name : {"de_DE.UTF-8", "fr_FR.UTF-8"}) {
    if (std::setlocale(LC_ALL, name) != nullptr) break;  // the C library's locale, where installed
  }
  EXPECT_EQ(ParseDouble("1.5"), 1.5);
  EXPECT_FALSE(ParseDouble("1,5"));
  EXPECT_EQ(FormatDouble(12345.5), "12345.5");
  EXPECT_EQ(FormatFixed(12345.5, 2), "12345.50");
  std::locale::global(before);
  std::setlocale(LC_ALL, "C");
}

TEST(Numbers, FormatsPlainly) {
  EXPECT_EQ(FormatDouble(0.1), "0.1");
  EXPECT_EQ(FormatDouble(1e300), "1e+300");
  EXPECT_EQ(FormatDouble(std::nan("")), "nan");
  EXPECT_EQ(FormatDouble(-std::nan("")), "nan");
  EXPECT_EQ(FormatFixed(2.0 / 3.0, 3), "0.667");
  EXPECT_EQ(FormatFixed(-2.5, 0), "-2");
  EXPECT_EQ(FormatFixed(-std::nan(""), 3), "nan");
  EXPECT_EQ(FormatFixed(1.5, -3), "2");
  EXPECT_EQ(FormatFixed(std::numeric_limits<double>::lowest(), 1000).size(), 1U + 309U + 1U + 40U);
}

RC_GTEST_PROP(Numbers, ReadBackWhatTheyWrote, (uint64_t bits)) {
  const auto value = std::bit_cast<double>(bits);
  RC_PRE(std::isfinite(value));
  RC_ASSERT(std::bit_cast<uint64_t>(ParseDouble(FormatDouble(value)).value()) == bits);
}

TEST(Numbers, TrimAndLowerTouchAsciiOnly) {
  EXPECT_EQ(Trim(" \t\r\n a b \f\v"), "a b");
  EXPECT_EQ(Trim("  "), "");
  EXPECT_EQ(AsciiLower("aVR Ä"), "avr Ä");
}

}  // namespace
}  // namespace supreme
