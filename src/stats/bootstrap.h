// Percentile bootstrap intervals of AUROC over resampled records (Efron and Tibshirani 1993, An
// Introduction to the Bootstrap, chapter 13).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/rng.h"
#include "stats/auroc.h"

namespace supreme {

struct Interval {
  double low = 0.0;
  double high = 0.0;
  uint64_t resample_count = 0;  // resamples in which the figure was defined
};

struct BootstrapOptions {
  uint64_t resample_count = 1000;
  double confidence = 0.95;
};

// Groups of classes whose mean AUROC gets an interval too; indices into the classes.
using ClassGroups = std::vector<std::vector<size_t>>;

struct AurocIntervals {
  std::vector<std::optional<Interval>> classes;  // nothing where no resample was defined
  std::vector<std::optional<Interval>> groups;
};

// All classes see the same resamples of the records, so that the intervals of means hold. In each
// resample a group's mean is taken over its classes that are defined there. O(classes × records) a
// resample; the same `rng` gives the same intervals. kCancelled on interrupt.
AurocIntervals BootstrapAuroc(std::span<const RankedScores> classes, const ClassGroups& groups,
                              const BootstrapOptions& options, Rng rng);

// Percentile by linear interpolation between order statistics; `fraction` in [0, 1]. `values` is
// not empty and is sorted here.
double Percentile(std::vector<double>& values, double fraction);

}  // namespace supreme
