// Embeddings that are asked for again and again, made once.
#pragma once

#include <map>
#include <string>
#include <utility>

#include "vocab/embedding.h"

namespace supreme {

// Remembers the vector of every text. Not thread-safe.
class EmbeddingCache {
 public:
  explicit EmbeddingCache(EmbedTexts embed) : embed_(std::move(embed)) {}

  // The cache as a function; it must not outlive the cache. Texts that are new go to the encoder
  // in one call, each once.
  EmbedTexts Function();

 private:
  std::vector<float> Embed(std::span<const std::string> texts);

  EmbedTexts embed_;
  std::map<std::string, std::vector<float>, std::less<>> vectors_;
};

}  // namespace supreme
