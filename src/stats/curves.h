// What a falling threshold finds: the steps of ROC and precision–recall curves.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace supreme {

// Counts of the records that score at least `score`.
struct DecisionStep {
  double score = 0.0;
  uint64_t true_positives = 0;
  uint64_t false_positives = 0;
};

// One step per distinct score, from the highest to the lowest; the last counts all records. Of
// these, sensitivity against 1 − specificity is the ROC curve (which starts at 0, 0) and precision
// against sensitivity the precision–recall curve. kInvalidInput for a score that is not a number;
// kInternal when the lengths differ. O(n log n), thread-safe.
std::vector<DecisionStep> DecisionSteps(std::span<const double> scores,
                                        std::span<const uint8_t> positive);

}  // namespace supreme
