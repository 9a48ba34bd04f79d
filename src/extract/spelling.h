// Repairs slips of the pen: the known word that is one or two typing errors away.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace supreme {

// An error is a letter left out, added, changed, or swapped with its neighbour (Damerau 1964, doi
// 10.1145/363958.363994). Words of 5 to 8 letters may have one, longer ones two; a word with two
// errors must begin with the right letter. Candidates come from an index of words with letters
// left out (the symmetric delete idea), so a hostile text costs no more than a clean one.
// Immutable, thread-safe.
class Speller {
 public:
  // Words shorter than 5 bytes are never what a repair leads to.
  explicit Speller(std::vector<std::string> words);

  // The nearest known word, the first in alphabetical order of the nearest; empty when none.
  std::string_view Repair(std::string_view word) const;
  // The shortest known word that starts with a text of at least 4 bytes: reports are cut off at
  // the end of a field. Empty when none.
  std::string_view Complete(std::string_view start) const;

 private:
  std::vector<std::string> words_;                               // sorted
  std::unordered_map<uint64_t, std::vector<uint32_t>> by_part_;  // hash of a shortened start
};

}  // namespace supreme
