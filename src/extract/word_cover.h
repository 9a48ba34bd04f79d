// What a text says of a label, measured without any knowledge of ECGs: the word sequences that go
// with the label. A yardstick for extractors, and the rule for what a report does not state.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extract/score.h"

namespace supreme {

using TextSet = std::vector<bool>;  // one flag per text

// Sequences of 1 to 4 words that stand in at least kFewestTexts of the development texts.
class WordSequences {
 public:
  static constexpr size_t kLongest = 4;
  static constexpr size_t kFewestTexts = 5;

  // `is_development` as long as `texts`: only those texts decide which sequences there are.
  WordSequences(const std::vector<std::string>& texts, const TextSet& is_development);

  // A cover: sequences, each with the label in at least half of its development texts, added
  // greedily while F1 on the development texts grows by more than 0.002, 12 at most. Returns the
  // texts that hold one of them.
  TextSet Cover(const TextSet& label) const;

 private:
  struct Sequence {
    std::vector<uint32_t> development;  // texts, ascending
    std::vector<uint32_t> others;
  };

  size_t text_count_;
  std::vector<Sequence> sequences_;
};

}  // namespace supreme
