#include "stats/bootstrap.h"

#include <algorithm>
#include <cmath>

#include "core/error.h"
#include "core/interrupt.h"

namespace supreme {
namespace {

std::optional<Interval> IntervalOf(std::vector<double>& values, double confidence) {
  if (values.empty()) return std::nullopt;
  const double tail = (1.0 - confidence) / 2.0;
  const uint64_t count = values.size();
  return Interval{Percentile(values, tail), Percentile(values, 1.0 - tail), count};
}

std::optional<double> MeanOfDefined(const std::vector<std::optional<double>>& values,
                                    const std::vector<size_t>& group) {
  double sum = 0.0;
  size_t count = 0;
  for (const size_t index : group) {
    if (!values[index]) continue;
    sum += *values[index];
    ++count;
  }
  if (count == 0) return std::nullopt;
  return sum / static_cast<double>(count);
}

void DrawCounts(Rng& rng, std::vector<uint32_t>& counts) {
  std::fill(counts.begin(), counts.end(), 0U);
  for (size_t i = 0; i < counts.size(); ++i) ++counts[rng.Index(counts.size())];
}

}  // namespace

double Percentile(std::vector<double>& values, double fraction) {
  SUPREME_CHECK(!values.empty() && fraction >= 0.0 && fraction <= 1.0);
  std::sort(values.begin(), values.end());
  const double position = fraction * static_cast<double>(values.size() - 1);
  const auto below = static_cast<size_t>(position);
  const size_t above = std::min(below + 1, values.size() - 1);
  return std::lerp(values[below], values[above], position - static_cast<double>(below));
}

AurocIntervals BootstrapAuroc(std::span<const RankedScores> classes, const ClassGroups& groups,
                              const BootstrapOptions& options, Rng rng) {
  std::vector<std::vector<double>> class_values(classes.size());
  std::vector<std::vector<double>> group_values(groups.size());
  std::vector<std::optional<double>> aurocs(classes.size());
  std::vector<uint32_t> counts(classes.empty() ? 0 : classes[0].size());
  for (uint64_t resample = 0; resample < options.resample_count; ++resample) {
    ThrowIfInterrupted();
    DrawCounts(rng, counts);
    for (size_t c = 0; c < classes.size(); ++c) {
      aurocs[c] = classes[c].Auroc(counts);
      if (aurocs[c]) class_values[c].push_back(*aurocs[c]);
    }
    for (size_t g = 0; g < groups.size(); ++g) {
      if (const auto mean = MeanOfDefined(aurocs, groups[g])) group_values[g].push_back(*mean);
    }
  }
  AurocIntervals intervals;
  for (auto& values : class_values) {
    intervals.classes.push_back(IntervalOf(values, options.confidence));
  }
  for (auto& values : group_values) {
    intervals.groups.push_back(IntervalOf(values, options.confidence));
  }
  return intervals;
}

}  // namespace supreme
