// Area under the ROC curve from ranks: the probability that a random positive record scores above a
// random negative one, a tie counting half (Hanley and McNeil 1982, doi
// 10.1148/radiology.143.1.7063747); and average precision from the same ranks.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace supreme {

// Scores sorted once, so that each AUROC of a resample costs one pass. Thread-safe to read.
class RankedScores {
 public:
  // `scores` and `positive` (0/1) have one value per record. kInvalidInput for a score that is not
  // a number; kInternal when the lengths differ.
  RankedScores(std::span<const double> scores, std::span<const uint8_t> positive);

  size_t size() const { return records_.size(); }
  // Nothing when all records are of one class: AUROC is undefined there.
  std::optional<double> Auroc() const;
  // As if record i stood in the data counts[i] times.
  std::optional<double> Auroc(std::span<const uint32_t> counts) const;

  // Mean of the precision at each positive record, ties taken together: the step-wise area under
  // the precision–recall curve, as scikit-learn has it. Nothing when all records are of one class.
  std::optional<double> AveragePrecision() const;
  std::optional<double> AveragePrecision(std::span<const uint32_t> counts) const;

 private:
  struct Ranked {
    uint32_t record;
    bool positive;
    bool ends_tie;  // the next record has another score
  };
  std::vector<Ranked> records_;  // by rising score
};

// One AUROC in O(n log n), exact up to the last rounding.
std::optional<double> Auroc(std::span<const double> scores, std::span<const uint8_t> positive);

}  // namespace supreme
