// A text encoder without weights, as a floor: words hashed to random directions.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace supreme {

// A text's vector is the sum of its words' vectors, each ±1 in kWidth places by the word's hash,
// scaled to length 1: texts are near when they share words, whatever the words mean (random
// projection of a bag of words, Achlioptas 2003, doi 10.1016/S0022-0000(03)00025-4). The same on
// every machine. Immutable, thread-safe.
class HashedEncoder {
 public:
  static constexpr int64_t kWidth = 384;  // as the default encoder's
  static constexpr char kName[] = "hashed";
  static constexpr char kId[] = "hashed-words-1";  // changes with the vectors

  // [texts, kWidth] row-major; a text without words is a zero vector. Words are runs of letters,
  // digits and bytes beyond ASCII, in lower case (ASCII).
  static std::vector<float> Encode(std::span<const std::string> texts);
};

}  // namespace supreme
