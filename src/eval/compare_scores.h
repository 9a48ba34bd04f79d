// Two systems on the same records: is one better, and in which classes?
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "eval/scores.h"
#include "stats/multiple_testing.h"

namespace supreme {

struct ClassDifference {
  std::string name;
  uint64_t positive_count = 0;
  std::optional<double> first;  // AUROC
  std::optional<double> second;
  std::optional<double> difference;   // first − second
  std::optional<Interval> interval;   // DeLong, of the difference
  std::optional<double> z;            // DeLong's test
  std::optional<double> p;            // two-sided
  std::optional<double> corrected_p;  // among the classes that have a p
};

struct ScoresComparison {
  std::vector<ClassDifference> classes;
  std::optional<double> macro_difference;  // over the classes of the means
  std::optional<Interval> macro_interval;  // bootstrap over records or patients
  std::optional<double> macro_p;           // two-sided, bootstrap
  uint64_t macro_class_count = 0;
  Correction correction = Correction::kHolm;
};

// `first` and `second` have the same records, classes and labels (kInternal). The macro difference
// is over defined classes with options.min_positives positive records. kCancelled.
ScoresComparison CompareScores(const ScoredLabels& first, const ScoredLabels& second,
                               std::span<const uint32_t> patients, const ScoresOptions& options,
                               Correction correction);

}  // namespace supreme
