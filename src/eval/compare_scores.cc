#include "eval/compare_scores.h"

#include <algorithm>
#include <utility>

#include "core/error.h"
#include "stats/delong.h"
#include "stats/distributions.h"

namespace supreme {
namespace {

void TestClass(const ScoredLabels& first, const ScoredLabels& second, size_t index,
               double confidence, ClassDifference& entry) {
  const auto& positive = first.positive[index];
  entry.first = Auroc(first.scores[index], positive);
  entry.second = Auroc(second.scores[index], positive);
  if (!entry.first || !entry.second) return;
  entry.difference = *entry.first - *entry.second;
  const std::vector<std::vector<double>> systems = {first.scores[index], second.scores[index]};
  const auto delong = DeLongCovariance(systems, positive);
  if (!delong) return;
  const auto test = DeLongTest(*delong, 0, 1);
  if (!test) return;
  const double reach = NormalQuantile(0.5 + 0.5 * confidence) * test->standard_error;
  entry.interval = Interval{test->difference - reach, test->difference + reach, 0};
  entry.z = test->z;
  entry.p = test->p;
}

void Correct(Correction correction, std::vector<ClassDifference>& classes) {
  std::vector<double> p_values;
  for (const auto& entry : classes) {
    if (entry.p) p_values.push_back(*entry.p);
  }
  const auto corrected = CorrectPValues(p_values, correction);
  size_t next = 0;
  for (auto& entry : classes) {
    if (entry.p) entry.corrected_p = corrected[next++];
  }
}

}  // namespace

ScoresComparison CompareScores(const ScoredLabels& first, const ScoredLabels& second,
                               std::span<const uint32_t> patients, const ScoresOptions& options,
                               Correction correction) {
  SUPREME_CHECK(first.positive == second.positive && first.classes == second.classes);
  ScoresComparison result;
  result.correction = correction;
  std::vector<RankedScores> ranked[2];
  for (size_t c = 0; c < first.classes.size(); ++c) {
    ClassDifference& entry = result.classes.emplace_back();
    entry.name = first.classes[c];
    entry.positive_count = static_cast<uint64_t>(std::ranges::count(first.positive[c], 1));
    TestClass(first, second, c, options.bootstrap.confidence, entry);
    if (!entry.difference || entry.positive_count < options.min_positives) continue;
    ranked[0].emplace_back(first.scores[c], first.positive[c]);
    ranked[1].emplace_back(second.scores[c], first.positive[c]);
  }
  Correct(correction, result.classes);
  result.macro_class_count = ranked[0].size();
  const auto difference = [&](std::span<const uint32_t> counts,
                              std::span<std::optional<double>> figures) {
    double sum = 0.0;
    size_t defined = 0;
    for (size_t c = 0; c < ranked[0].size(); ++c) {
      const auto auroc = ranked[0][c].Auroc(counts);
      if (!auroc) continue;
      sum += *auroc - *ranked[1][c].Auroc(counts);
      ++defined;
    }
    if (defined > 0) figures[0] = sum / static_cast<double>(defined);
  };
  difference(std::vector<uint32_t>(first.records.size(), 1), {&result.macro_difference, 1});
  const RecordSampler resampler =
      patients.empty() ? RecordSampler(first.records.size()) : RecordSampler(patients);
  auto draws = BootstrapDraws(1, difference, resampler, options.bootstrap.resample_count,
                              Rng(options.seed).Fork("bootstrap"));
  result.macro_p = BootstrapPValue(draws[0]);
  result.macro_interval = PercentileInterval(std::move(draws[0]), options.bootstrap.confidence);
  return result;
}

}  // namespace supreme
