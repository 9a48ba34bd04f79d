// Percentile bootstrap over resampled records or patients (Efron and Tibshirani 1993, An
// Introduction to the Bootstrap, chapter 13).
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "core/rng.h"
#include "stats/auroc.h"
#include "stats/record_sampler.h"

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

// Computes figures as if record i stood in the data counts[i] times; nothing for undefined ones.
using FigureFunction =
    std::function<void(std::span<const uint32_t> counts, std::span<std::optional<double>> figures)>;

// Per figure its values in the resamples where it was defined. All figures see the same resamples.
// The same `rng` gives the same values. Shows progress when it takes seconds; kCancelled on
// interrupt.
std::vector<std::vector<double>> BootstrapDraws(size_t figure_count, const FigureFunction& evaluate,
                                                const RecordSampler& resampler,
                                                uint64_t resample_count, Rng rng);

// Nothing without values.
std::optional<Interval> PercentileInterval(std::vector<double> values, double confidence);

// Two-sided p of a difference from its resampled values: twice the smaller share beyond 0, one
// added to both counts (Davison and Hinkley 1997, Bootstrap Methods, §4.2.3). Nothing without
// values.
std::optional<double> BootstrapPValue(std::span<const double> values);

struct MeanDifference {
  double mean = 0.0;  // first − second
  Interval interval;
  double p = 0.0;  // two-sided, of BootstrapPValue
};

// Resamples pairs. Nothing without pairs or resamples. kInvalidInput for a value that is not
// finite; kInternal when the lengths differ.
std::optional<MeanDifference> BootstrapMeanDifference(std::span<const double> first,
                                                      std::span<const double> second,
                                                      const BootstrapOptions& options, Rng rng);

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

// Mean over the members of `group` that have a value; nothing when none has.
std::optional<double> MeanOfDefined(std::span<const std::optional<double>> values,
                                    std::span<const size_t> group);

// Percentile by linear interpolation between order statistics; `fraction` in [0, 1]. `values` is
// not empty and is sorted here.
double Percentile(std::vector<double>& values, double fraction);

}  // namespace supreme
