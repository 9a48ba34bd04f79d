// Wilcoxon's signed-rank test of paired values (Wilcoxon 1945, doi 10.2307/3001968).
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "stats/alternative.h"

namespace supreme {

struct Wilcoxon {
  uint64_t pair_count = 0;
  uint64_t zero_count = 0;  // pairs without a difference, left out
  double rank_sum_plus = 0.0;
  double rank_sum_minus = 0.0;
  bool exact = false;  // p by counting all signs; else by the normal distribution
  double p = 0.0;

  // As tables have it: the smaller sum two-sided, else the sum of the positive ranks.
  double Statistic(Alternative alternative) const {
    if (alternative != Alternative::kTwoSided) return rank_sum_plus;
    return rank_sum_plus < rank_sum_minus ? rank_sum_plus : rank_sum_minus;
  }
};

// Pairs without a difference are left out (Wilcoxon's way), equal sizes share their mean rank. The
// choice of method is SciPy's: exact up to 50 pairs without ties and zeros and up to 13 pairs with
// them, else normal with the variance corrected for ties and without continuity correction.
// Nothing when no pair differs. kInvalidInput for a value that is not finite; kInternal when the
// lengths differ.
std::optional<Wilcoxon> WilcoxonTest(std::span<const double> first, std::span<const double> second,
                                     Alternative alternative);

}  // namespace supreme
