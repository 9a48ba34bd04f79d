#include "vocab/embedding_cache.h"

#include "core/error.h"

namespace supreme {

EmbedTexts EmbeddingCache::Function() {
  return [this](std::span<const std::string> texts) { return Embed(texts); };
}

std::vector<float> EmbeddingCache::Embed(std::span<const std::string> texts) {
  std::vector<std::string> missing;
  for (const std::string& text : texts) {
    if (vectors_.try_emplace(text).second) missing.push_back(text);
  }
  if (!missing.empty()) {
    const std::vector<float> made = embed_(missing);
    SUPREME_CHECK(!made.empty() && made.size() % missing.size() == 0);
    const auto width = static_cast<std::ptrdiff_t>(made.size() / missing.size());
    auto from = made.begin();
    for (const std::string& text : missing) {
      vectors_[text].assign(from, from + width);
      from += width;
    }
  }
  std::vector<float> all;
  for (const std::string& text : texts) {
    const std::vector<float>& vector = vectors_.find(text)->second;
    all.insert(all.end(), vector.begin(), vector.end());
  }
  return all;
}

}  // namespace supreme
