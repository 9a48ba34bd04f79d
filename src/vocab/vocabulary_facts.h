// stats.json of a vocabulary's folder: how it was made, and the counts that came out.
#pragma once

#include <filesystem>
#include <string>

#include "vocab/vocabulary.h"

namespace supreme {

struct VocabularyFacts {
  std::string extractor;      // of the store, e.g. "rules-1"
  std::string unit;           // "statement", "report" or "code"
  VocabularyOptions options;  // held-out texts stand in queries.json, not here
  VocabularyStats stats;
};

// kNotFound; kCorruptData for missing keys, also of files that older versions wrote.
VocabularyFacts ReadVocabularyFacts(const std::filesystem::path& folder);
void WriteVocabularyFacts(const VocabularyFacts& facts, const std::filesystem::path& folder);
OrderedJson ToJson(const VocabularyFacts& facts);

}  // namespace supreme
