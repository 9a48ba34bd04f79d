// A share of the records or patients set apart at random, whatever else the dataset holds.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/rng.h"
#include "data/pack.h"

namespace supreme {

enum class SplitUnit : uint8_t {
  kPatient,  // all records of a patient fall together; one without patient stands for itself
  kRecord,
};

// Each unit is drawn by its id alone, so that records added or left out later move no other one and
// the share is met on average (0.035 % standard deviation at 2 % of 161,352 patients).
// Thread-safe.
class RandomSplit {
 public:
  // `validation_share` 0–1; kUsage otherwise.
  RandomSplit(SplitUnit unit, double validation_share, uint64_t seed);
  // "train" or "validation", as split.csv has it (data/split.h).
  std::string_view PartOf(const PackRow& row) const;

 private:
  SplitUnit unit_;
  double validation_share_;
  Rng rng_;
};

}  // namespace supreme
