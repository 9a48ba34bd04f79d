#include "extract/lexicon.h"

#include <gtest/gtest.h>

#include "core/error.h"

namespace supreme {
namespace {

constexpr std::string_view kHeader = "canonical,kind,wordings\n";

TEST(Lexicon, TakesTheLongestWording) {
  const Lexicon lexicon(std::string(kHeader) +
                            "st elevation,abnormal,\n"
                            "stemi,abnormal,st elevation mi\n",
                        "test");
  const auto items = lexicon.Scan("st elevation mi here");
  ASSERT_EQ(items.size(), 2u);
  EXPECT_EQ(items[0].end, 15u);
  EXPECT_EQ(items[1].kind, WordKind::kUnknown);
}

TEST(Lexicon, ComparesWordsWithoutPluralsHyphensAndSpelling) {
  const Lexicon lexicon(std::string(kHeader) + "first degree av block,abnormal,a v ischemia\n",
                        "test");
  EXPECT_EQ(lexicon.Scan("1st degree av blocks")[0].kind, WordKind::kAbnormal);
  EXPECT_EQ(lexicon.Scan("a-v ischaemia")[0].kind, WordKind::kAbnormal);
}

TEST(Lexicon, RefusesUnknownKindsAndDoubles) {
  EXPECT_THROW(Lexicon(std::string(kHeader) + "lvh,odd,\n", "test"), Error);
  EXPECT_THROW(Lexicon(std::string(kHeader) + "lvh,abnormal,\nrvh,abnormal,lvh\n", "test"), Error);
}

TEST(Lexicon, BuiltInWordsLoad) { EXPECT_FALSE(Lexicon::BuiltIn().Scan("lvh").empty()); }

}  // namespace
}  // namespace supreme
