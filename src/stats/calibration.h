// Whether scores can be read as probabilities.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace supreme {

// Of the records whose probability lies in (low, high]; the first bin takes 0 too.
struct ReliabilityBin {
  double low = 0.0;
  double high = 0.0;
  uint64_t record_count = 0;
  double mean_probability = 0.0;  // 0 in an empty bin
  double positive_share = 0.0;    // 0 in an empty bin
};

// `bin_count` bins of equal width, empty ones included. Errors of all three: kInvalidInput for a
// value outside [0, 1]; kInternal when the lengths differ.
std::vector<ReliabilityBin> ReliabilityBins(std::span<const double> probabilities,
                                            std::span<const uint8_t> positive, size_t bin_count);

// Mean over the records of |mean probability − share of positives| of their bin (Guo et al. 2017,
// proceedings.mlr.press/v70/guo17a.html). Nothing without records.
std::optional<double> ExpectedCalibrationError(std::span<const ReliabilityBin> bins);

// Mean squared difference of probability and label (Brier 1950, doi
// 10.1175/1520-0493(1950)078<0001:VOFEIT>2.0.CO;2). Nothing without records.
std::optional<double> BrierScore(std::span<const double> probabilities,
                                 std::span<const uint8_t> positive);

}  // namespace supreme
