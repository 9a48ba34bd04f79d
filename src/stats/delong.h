// AUROCs of one or more systems on the same records, with their covariance (DeLong, DeLong and
// Clarke-Pearson 1988, doi 10.2307/2531595) by the fast algorithm of Sun and Xu 2014, doi
// 10.1109/LSP.2014.2337313: O(systems × records × log records).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "stats/bootstrap.h"

namespace supreme {

struct DeLong {
  std::vector<double> aurocs;      // one per system
  std::vector<double> covariance;  // systems × systems
};

// `systems`: for each system a score per record. Nothing unless there are two positive and two
// negative records at least. kInvalidInput for a score that is not a number; kInternal when the
// lengths differ. Thread-safe.
std::optional<DeLong> DeLongCovariance(std::span<const std::vector<double>> systems,
                                       std::span<const uint8_t> positive);

// Normal interval of the AUROC, cut at 0 and 1. A variance of 0, as a perfect AUROC has, gives an
// interval without width: the bootstrap then says no more either. resample_count is 0.
Interval DeLongInterval(double auroc, double variance, double confidence);

struct AurocDifference {
  double difference = 0.0;      // first − second
  double standard_error = 0.0;  // of the difference
  double z = 0.0;
  double p = 0.0;  // two-sided
};

// Of the systems `first` and `second`. Two systems that rank alike differ by 0 with p = 1; nothing
// when they differ and the variance of the difference is 0.
std::optional<AurocDifference> DeLongTest(const DeLong& delong, size_t first, size_t second);

}  // namespace supreme
