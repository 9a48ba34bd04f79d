// Which signs are asked of a batch, and in which words.
#pragma once

#include <cstdint>
#include <vector>

#include "core/rng.h"
#include "train/simulated_world.h"

namespace supreme {

// Immutable; thread-safe.
class QuestionSampler {
 public:
  // Signs without weight or without a text that may be asked are never drawn.
  // kInvalidInput when none is left.
  explicit QuestionSampler(const SimulatedWorld& world);

  size_t sign_count() const { return signs_.size(); }
  // Of those that may be asked, in the order of world.signs.
  uint32_t Sign(size_t i) const { return signs_.at(i).sign; }
  // Up to `count` different signs, drawn by weight without replacement.
  std::vector<uint32_t> DrawSigns(size_t count, Rng& rng) const;
  // One of the sign's texts, as an index into world.texts; all are equally likely.
  uint32_t DrawText(uint32_t sign, Rng& rng) const;

 private:
  struct Entry {
    uint32_t sign = 0;
    double weight = 0.0;
  };
  std::vector<Entry> signs_;
  std::vector<std::vector<uint32_t>> texts_;  // by sign
};

}  // namespace supreme
