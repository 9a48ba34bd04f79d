#include "extract/phrase_table.h"

#include <gtest/gtest.h>

namespace supreme {
namespace {

TEST(PhraseTable, FindsTheLongestPhrase) {
  PhraseTable table;
  const uint32_t st = table.AddWord("st");
  const uint32_t elevation = table.AddWord("elevation");
  EXPECT_TRUE(table.Add(std::vector{st}, 7));
  EXPECT_TRUE(table.Add(std::vector{st, elevation}, 8));
  const std::vector<uint32_t> words = {st, elevation, PhraseTable::kNoWord};
  EXPECT_EQ(table.Longest(words, 0).value, 8u);
  EXPECT_EQ(table.Longest(words, 0).word_count, 2u);
  EXPECT_EQ(table.Longest(words, 1).word_count, 0u);
}

TEST(PhraseTable, RefusesOnePhraseForTwoValues) {
  PhraseTable table;
  const std::vector<uint32_t> phrase = {table.AddWord("lvh")};
  EXPECT_TRUE(table.Add(phrase, 1));
  EXPECT_TRUE(table.Add(phrase, 1));
  EXPECT_FALSE(table.Add(phrase, 2));
  EXPECT_FALSE(table.Add({}, 3));
}

TEST(PhraseTable, AFormNeverHidesAWord) {
  PhraseTable table;
  const uint32_t first = table.AddWord("fur");
  const uint32_t second = table.AddWord("fr");
  table.AddForm("fr", first);
  EXPECT_EQ(table.WordId("fr"), second);
  table.AddForm("fuer", first);
  EXPECT_EQ(table.WordId("fuer"), first);
  EXPECT_EQ(table.WordId("unknown"), PhraseTable::kNoWord);
}

}  // namespace
}  // namespace supreme
