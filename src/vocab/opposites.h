// Texts that differ in the one word that matters: "left bundle branch block" and "right bundle
// branch block". An encoder learns from them what to keep apart.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace supreme {

// Immutable, thread-safe.
class OppositeWords {
 public:
  // CSV with the column words: words or phrases, joined by ';', that exclude each other.
  // kCorruptData: a row with fewer than two.
  OppositeWords(std::string_view csv, std::string_view where);
  static const OppositeWords& BuiltIn();  // vocab/opposites.csv

  // `text` (lower case) with one of these words replaced by one that excludes it, all ways; where
  // it has none of them, its denial: "no " put in front or taken away. Never `text` itself.
  std::vector<std::string> Of(std::string_view text) const;

 private:
  std::map<std::string, std::vector<std::string>, std::less<>>
      others_;          // phrase → what excludes it
  size_t longest_ = 1;  // words of a phrase
};

}  // namespace supreme
