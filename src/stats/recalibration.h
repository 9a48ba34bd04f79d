// Maps from scores to probabilities, learnt on validation records. Both keep the order of scores
// (isotonic ones may tie), so that AUROC stays (or nearly).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace supreme {

// log(p / (1 − p)), p moved into [1e-15, 1 − 1e-15] first.
double Logit(double probability);
double Sigmoid(double logit);

// The temperature T > 0 for which sigmoid(logit / T) has the smallest cross-entropy (Guo et al.
// 2017, proceedings.mlr.press/v70/guo17a.html). Nothing when there is none: all records of one
// class, logits that part the classes perfectly, or that do not rise with the labels. kInvalidInput
// for a logit that is not finite; kInternal when the lengths differ.
std::optional<double> FitTemperature(std::span<const double> logits,
                                     std::span<const uint8_t> positive);

// The rising step function nearest to the labels in squares (Zadrozny and Elkan 2002, doi
// 10.1145/775047.775151), by pooling neighbours that fall (Ayer et al. 1955). Between learnt scores
// it goes in straight lines, beyond them it stays.
class IsotonicMap {
 public:
  // Nothing without records. kInvalidInput for a score that is not finite; kInternal when the
  // lengths differ.
  static std::optional<IsotonicMap> Fit(std::span<const double> scores,
                                        std::span<const uint8_t> positive);
  double operator()(double score) const;

 private:
  std::vector<double> scores_;  // rising, distinct
  std::vector<double> probabilities_;
};

}  // namespace supreme
