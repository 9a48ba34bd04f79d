#include "vocab/embedding_cache.h"

#include <gtest/gtest.h>

#include "tests/vocab/fake_encoder.h"

namespace supreme {
namespace {

TEST(EmbeddingCache, AsksForEachTextOnce) {
  std::vector<std::string> asked;
  EmbeddingCache cache([&](std::span<const std::string> texts) {
    asked.insert(asked.end(), texts.begin(), texts.end());
    return EmbedWords(texts);
  });
  const EmbedTexts embed = cache.Function();
  const std::vector<std::string> first = {"a b", "c", "a b"}, second = {"c", "d"};
  EXPECT_EQ(embed(first), EmbedWords(first));
  EXPECT_EQ(embed(second), EmbedWords(second));
  EXPECT_EQ(embed(first), EmbedWords(first));
  EXPECT_EQ(asked, (std::vector<std::string>{"a b", "c", "d"}));
  EXPECT_TRUE(embed({}).empty());
}

}  // namespace
}  // namespace supreme
