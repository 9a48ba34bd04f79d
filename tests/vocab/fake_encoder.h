// Embeddings without a network: a bag of words, each word an axis picked by its hash.
#pragma once

#include <functional>
#include <span>
#include <sstream>
#include <string>
#include <vector>

namespace supreme {

inline std::vector<float> EmbedWords(std::span<const std::string> texts) {
  constexpr size_t kWidth = 512;
  std::vector<float> vectors(texts.size() * kWidth, 0.0f);
  for (size_t row = 0; row < texts.size(); ++row) {
    std::istringstream words(texts[row]);
    for (std::string word; words >> word;) {
      vectors[row * kWidth + std::hash<std::string>{}(word) % kWidth] += 1.0f;
    }
  }
  return vectors;
}

}  // namespace supreme
