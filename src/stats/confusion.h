// Decisions at a threshold, counted against the labels.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

namespace supreme {

struct Confusion {
  uint64_t true_positives = 0;
  uint64_t false_positives = 0;
  uint64_t true_negatives = 0;
  uint64_t false_negatives = 0;

  // Shares; nothing where the denominator is 0.
  std::optional<double> Sensitivity() const;  // of the positive records
  std::optional<double> Specificity() const;  // of the negative records
  std::optional<double> Precision() const;    // of the records called positive
  std::optional<double> F1() const;           // harmonic mean of precision and sensitivity
};

// A record is called positive when its score is at least `threshold`. kInvalidInput for a score
// that is not a number; kInternal when the lengths differ.
Confusion CountDecisions(std::span<const double> scores, std::span<const uint8_t> positive,
                         double threshold);

struct F1Point {
  double threshold = 0.0;  // score >= threshold means positive
  double f1 = 0.0;
};

// The threshold with the highest F1, halfway between the scores that it parts; of several equally
// good ones the highest. Choose it on validation records: on the records that are reported it
// flatters. Nothing when all records are of one class. Errors as CountDecisions.
std::optional<F1Point> FindF1Point(std::span<const double> scores,
                                   std::span<const uint8_t> positive);

}  // namespace supreme
