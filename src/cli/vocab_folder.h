// What the verbs of a vocabulary share: texts to vectors with progress, and building its folder.
#pragma once

#include <filesystem>
#include <string>

#include "engine/text_encoder.h"
#include "vocab/vocabulary.h"

namespace supreme {

// Shows progress over 256 texts; kCancelled on Ctrl-C. `encoder` must outlive the function.
EmbedTexts EmbedWith(const TextEncoder& encoder);

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
