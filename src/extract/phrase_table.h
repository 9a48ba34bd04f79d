// Phrases of whole words with a number each; finds the longest one that starts at a word.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace supreme {

// Filled once, then read by any number of threads.
class PhraseTable {
 public:
  static constexpr uint32_t kNoWord = 0;

  struct Match {
    uint32_t value = 0;
    size_t word_count = 0;  // 0: no phrase starts here
  };

  // The number of a word, the same for the same word; never kNoWord.
  uint32_t AddWord(std::string_view word);
  // Another form of a word, unless that form is a word already.
  void AddForm(std::string_view form, uint32_t word);
  // False when the phrase is empty or is there with another value.
  bool Add(std::span<const uint32_t> words, uint32_t value);

  uint32_t WordId(std::string_view word) const;  // kNoWord when unknown
  Match Longest(std::span<const uint32_t> words, size_t at) const;
  // Every word and form.
  std::vector<std::string> Words() const;

 private:
  struct WordHash {
    using is_transparent = void;
    size_t operator()(std::string_view word) const { return std::hash<std::string_view>{}(word); }
  };

  std::unordered_map<std::string, uint32_t, WordHash, std::equal_to<>> words_;
  std::unordered_map<uint64_t, uint32_t> edges_;  // node and word → node; 0 is the root
  std::unordered_map<uint32_t, uint32_t> ends_;   // node → value
  uint32_t node_count_ = 1;
};

}  // namespace supreme
