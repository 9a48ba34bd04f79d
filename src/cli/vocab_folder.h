// Building the folder of a vocabulary, as `vocab build` and `vocab review` do.
#pragma once

#include <filesystem>
#include <string>

#include "vocab/vocabulary.h"

namespace supreme {

struct VocabularyFiles {
  std::string pack;
  std::string store;
  std::string out;
  std::string text_encoder;  // empty: the installed one
};

// Builds the vocabulary of a store and writes its folder: queries.json, embeddings, labels,
// stats.json, options.json, kept_apart.csv. kInvalidInput when the store was made from another
// pack.
Vocabulary BuildVocabularyFolder(const VocabularyFiles& files, const VocabularyOptions& options);

}  // namespace supreme
