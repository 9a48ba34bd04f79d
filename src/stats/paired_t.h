// Student's t-test of paired values (Student 1908, doi 10.1093/biomet/6.1.1).
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "stats/alternative.h"

namespace supreme {

struct PairedT {
  uint64_t pair_count = 0;
  double mean_difference = 0.0;  // first − second
  double deviation = 0.0;  // standard deviation of the differences, n − 1 in the denominator
  double t = 0.0;
  double df = 0.0;
  double p = 0.0;
  double low = 0.0;  // two-sided interval of the mean difference
  double high = 0.0;
};

// Nothing for fewer than two pairs or when all differences are equal. kInvalidInput for a value
// that is not finite; kInternal when the lengths differ.
std::optional<PairedT> PairedTTest(std::span<const double> first, std::span<const double> second,
                                   Alternative alternative, double confidence = 0.95);

}  // namespace supreme
