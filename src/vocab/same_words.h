// Whether two wordings say the same in other words, as far as words alone can tell. Embeddings
// cannot: all-MiniLM-L6-v2 puts "prolonged qt" and "short qt" nearer than "prolonged qt" and "qt
// prolongation".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "vocab/conflicts.h"

namespace supreme {

// The words of a text that carry meaning: plurals folded, synonyms as one (vocab/synonyms.csv).
class ContentWords {
 public:
  // `text` with abbreviations in full.
  explicit ContentWords(std::string_view text);

  // Each word stands in the other text too, perhaps with another ending ("elevated", "elevation"),
  // in any order; numbers and leads are the same; and no conflict keeps the two apart.
  bool SaysTheSameAs(const ContentWords& other) const;

 private:
  Traits traits_;
  std::vector<std::string> words_;
};

}  // namespace supreme
