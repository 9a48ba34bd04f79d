#include "stats/bootstrap.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "core/error.h"
#include "core/interrupt.h"
#include "core/progress.h"
#include "stats/ranks.h"

namespace supreme {
namespace {

constexpr std::chrono::seconds kSilence{3};  // most bootstraps are over before

}  // namespace

std::optional<double> MeanOfDefined(std::span<const std::optional<double>> values,
                                    std::span<const size_t> group) {
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

double Percentile(std::vector<double>& values, double fraction) {
  SUPREME_CHECK(!values.empty() && fraction >= 0.0 && fraction <= 1.0);
  std::sort(values.begin(), values.end());
  const double position = fraction * static_cast<double>(values.size() - 1);
  const auto below = static_cast<size_t>(position);
  const size_t above = std::min(below + 1, values.size() - 1);
  return std::lerp(values[below], values[above], position - static_cast<double>(below));
}

std::vector<std::vector<double>> BootstrapDraws(size_t figure_count, const FigureFunction& evaluate,
                                                const RecordSampler& resampler,
                                                uint64_t resample_count, Rng rng) {
  std::vector<std::vector<double>> draws(figure_count);
  std::vector<std::optional<double>> figures(figure_count);
  std::vector<uint32_t> counts;
  Progress progress("bootstrap", resample_count, "resamples", kSilence);
  for (uint64_t resample = 0; resample < resample_count; ++resample) {
    ThrowIfInterrupted();
    resampler.Draw(rng, counts);
    std::ranges::fill(figures, std::nullopt);
    evaluate(counts, figures);
    for (size_t i = 0; i < figure_count; ++i) {
      if (figures[i]) draws[i].push_back(*figures[i]);
    }
    progress.Update(resample + 1);
  }
  progress.Finish();
  return draws;
}

std::optional<Interval> PercentileInterval(std::vector<double> values, double confidence) {
  if (values.empty()) return std::nullopt;
  const double tail = (1.0 - confidence) / 2.0;
  const uint64_t count = values.size();
  return Interval{Percentile(values, tail), Percentile(values, 1.0 - tail), count};
}

std::optional<double> BootstrapPValue(std::span<const double> values) {
  if (values.empty()) return std::nullopt;
  const auto below = std::ranges::count_if(values, [](double value) { return value <= 0.0; });
  const auto above = std::ranges::count_if(values, [](double value) { return value >= 0.0; });
  const double share =
      static_cast<double>(1 + std::min(below, above)) / static_cast<double>(1 + values.size());
  return std::min(1.0, 2.0 * share);
}

std::optional<MeanDifference> BootstrapMeanDifference(std::span<const double> first,
                                                      std::span<const double> second,
                                                      const BootstrapOptions& options, Rng rng) {
  SUPREME_CHECK(first.size() == second.size());
  CheckFinite(first, "bootstrap of differences, first");
  CheckFinite(second, "bootstrap of differences, second");
  if (first.empty() || options.resample_count == 0) return std::nullopt;
  std::vector<double> differences(first.size());
  std::transform(first.begin(), first.end(), second.begin(), differences.begin(), std::minus<>());
  const auto count = static_cast<double>(differences.size());
  const auto draws = BootstrapDraws(
      1,
      [&](std::span<const uint32_t> counts, std::span<std::optional<double>> figures) {
        figures[0] =
            std::inner_product(counts.begin(), counts.end(), differences.begin(), 0.0) / count;
      },
      RecordSampler(differences.size()), options.resample_count, std::move(rng));
  return MeanDifference{std::accumulate(differences.begin(), differences.end(), 0.0) / count,
                        PercentileInterval(draws[0], options.confidence).value(),
                        BootstrapPValue(draws[0]).value()};
}

AurocIntervals BootstrapAuroc(std::span<const RankedScores> classes, const ClassGroups& groups,
                              const BootstrapOptions& options, Rng rng) {
  const size_t class_count = classes.size();
  const auto evaluate = [&](std::span<const uint32_t> counts,
                            std::span<std::optional<double>> figures) {
    for (size_t c = 0; c < class_count; ++c) figures[c] = classes[c].Auroc(counts);
    for (size_t g = 0; g < groups.size(); ++g) {
      figures[class_count + g] = MeanOfDefined(figures.first(class_count), groups[g]);
    }
  };
  const RecordSampler resampler(classes.empty() ? 0 : classes[0].size());
  auto draws = BootstrapDraws(class_count + groups.size(), evaluate, resampler,
                              options.resample_count, std::move(rng));
  AurocIntervals intervals;
  for (size_t i = 0; i < draws.size(); ++i) {
    (i < class_count ? intervals.classes : intervals.groups)
        .push_back(PercentileInterval(std::move(draws[i]), options.confidence));
  }
  return intervals;
}

}  // namespace supreme
