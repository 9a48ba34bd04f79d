#include "eval/scores.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "stats/delong.h"

namespace supreme {
namespace {

struct CountGroup {
  uint64_t low;
  uint64_t high;
  const char* name;
};

constexpr std::array<CountGroup, 4> kCountGroups = {
    {{1, 9, "1 to 9 positives"},
     {10, 49, "10 to 49 positives"},
     {50, 199, "50 to 199 positives"},
     {200, std::numeric_limits<uint64_t>::max(), "200 positives or more"}}};

// Classes of a mean and what each counts.
struct Group {
  std::string name;
  std::vector<size_t> classes;
  std::vector<double> weights;
};

std::vector<Group> MakeGroups(const std::vector<ClassScores>& classes, uint64_t min_positives) {
  std::vector<Group> groups = {{"all", {}, {}}, {"weighted", {}, {}}};
  for (const CountGroup& group : kCountGroups) groups.push_back({group.name, {}, {}});
  for (size_t c = 0; c < classes.size(); ++c) {
    const uint64_t count = classes[c].positive_count;
    if (!classes[c].Defined() || count < min_positives) continue;
    const auto add = [&](Group& group, double weight) {
      group.classes.push_back(c);
      group.weights.push_back(weight);
    };
    add(groups[0], 1.0);
    add(groups[1], static_cast<double>(count));
    for (size_t g = 0; g < kCountGroups.size(); ++g) {
      if (count >= kCountGroups[g].low && count <= kCountGroups[g].high) add(groups[2 + g], 1.0);
    }
  }
  return groups;
}

std::optional<double> WeightedMean(const Group& group,
                                   std::span<const std::optional<double>> values) {
  double sum = 0.0, weight = 0.0;
  for (size_t i = 0; i < group.classes.size(); ++i) {
    const auto& value = values[group.classes[i]];
    if (!value) continue;
    sum += group.weights[i] * *value;
    weight += group.weights[i];
  }
  if (weight == 0.0) return std::nullopt;
  return sum / weight;
}

// AUROC and average precision of each class, then of each group: the figures of one resample.
void Measure(std::span<const RankedScores> ranked, std::span<const Group> groups,
             std::span<const uint32_t> counts, std::span<std::optional<double>> figures) {
  const size_t classes = ranked.size();
  for (size_t c = 0; c < classes; ++c) {
    figures[c] = ranked[c].Auroc(counts);
    figures[classes + c] = ranked[c].AveragePrecision(counts);
  }
  for (size_t g = 0; g < groups.size(); ++g) {
    figures[2 * classes + 2 * g] = WeightedMean(groups[g], figures.first(classes));
    figures[2 * classes + 2 * g + 1] = WeightedMean(groups[g], figures.subspan(classes, classes));
  }
}

void UseDeLong(const ScoredLabels& data, double confidence, std::vector<ClassScores>& classes) {
  for (size_t c = 0; c < classes.size(); ++c) {
    classes[c].auroc.interval = std::nullopt;
    const auto delong = DeLongCovariance({&data.scores[c], 1}, data.positive[c]);
    if (!delong) continue;
    classes[c].auroc.interval =
        DeLongInterval(delong->aurocs[0], delong->covariance[0], confidence);
  }
}

void AddDecisions(const ScoredLabels& data, const std::vector<double>& thresholds,
                  ScoresResult& result) {
  std::vector<size_t> all;
  std::vector<std::optional<double>> f1, sensitivity, specificity;
  for (size_t c = 0; c < result.classes.size(); ++c) {
    ClassScores& entry = result.classes[c];
    entry.threshold = thresholds[c];
    entry.decisions = CountDecisions(data.scores[c], data.positive[c], thresholds[c]);
    all.push_back(c);
    const bool defined = entry.Defined();
    f1.push_back(defined ? entry.decisions.F1() : std::nullopt);
    sensitivity.push_back(defined ? entry.decisions.Sensitivity() : std::nullopt);
    specificity.push_back(defined ? entry.decisions.Specificity() : std::nullopt);
  }
  result.macro_f1 = MeanOfDefined(f1, all);
  result.macro_sensitivity = MeanOfDefined(sensitivity, all);
  result.macro_specificity = MeanOfDefined(specificity, all);
}

void AddCalibration(const ScoredLabels& data, size_t bin_count, ScoresResult& result) {
  std::vector<double> scores;
  std::vector<uint8_t> positive;
  for (size_t c = 0; c < data.scores.size(); ++c) {
    const auto bins = ReliabilityBins(data.scores[c], data.positive[c], bin_count);
    result.classes[c].calibration_error = ExpectedCalibrationError(bins);
    result.classes[c].brier = BrierScore(data.scores[c], data.positive[c]);
    scores.insert(scores.end(), data.scores[c].begin(), data.scores[c].end());
    positive.insert(positive.end(), data.positive[c].begin(), data.positive[c].end());
  }
  result.bins = ReliabilityBins(scores, positive, bin_count);
  result.calibration_error = ExpectedCalibrationError(result.bins);
  result.brier = BrierScore(scores, positive);
}

// The figures of the whole data, and the intervals that the resamples give.
void SetFigures(const std::vector<Group>& groups, const std::vector<std::optional<double>>& figures,
                const std::vector<std::optional<Interval>>& intervals, ScoresResult& result) {
  const auto figure = [&](size_t i) {
    return ScoreFigure{figures[i], figures[i] ? intervals[i] : std::nullopt};
  };
  const size_t classes = result.classes.size();
  for (size_t c = 0; c < classes; ++c) {
    result.classes[c].auroc = figure(c);
    result.classes[c].average_precision = figure(classes + c);
  }
  for (size_t g = 0; g < groups.size(); ++g) {
    const size_t first = 2 * classes + 2 * g;
    const ScoreMeans means = {groups[g].name, groups[g].classes.size(), figure(first),
                              figure(first + 1)};
    if (g == 0) result.macro = means;
    if (g == 1) result.weighted = means;
    if (g > 1 && means.class_count > 0) result.by_count.push_back(means);
  }
}

}  // namespace

ScoresResult EvaluateScores(const ScoredLabels& data, std::span<const uint32_t> patients,
                            const ScoresOptions& options) {
  ScoresResult result;
  result.record_count = data.records.size();
  std::vector<RankedScores> ranked;
  for (size_t c = 0; c < data.classes.size(); ++c) {
    ClassScores& entry = result.classes.emplace_back();
    entry.name = data.classes[c];
    entry.positive_count = static_cast<uint64_t>(std::ranges::count(data.positive[c], 1));
    entry.negative_count = result.record_count - entry.positive_count;
    ranked.emplace_back(data.scores[c], data.positive[c]);
  }
  const std::vector<Group> groups = MakeGroups(result.classes, options.min_positives);
  const size_t figure_count = 2 * (ranked.size() + groups.size());
  const auto measure = [&](std::span<const uint32_t> counts,
                           std::span<std::optional<double>> figures) {
    Measure(ranked, groups, counts, figures);
  };
  std::vector<std::optional<double>> figures(figure_count);
  measure(std::vector<uint32_t>(data.records.size(), 1), figures);
  const RecordSampler resampler =
      patients.empty() ? RecordSampler(data.records.size()) : RecordSampler(patients);
  if (!patients.empty()) result.patient_count = resampler.cluster_count();
  auto draws = BootstrapDraws(figure_count, measure, resampler, options.bootstrap.resample_count,
                              Rng(options.seed).Fork("bootstrap"));
  std::vector<std::optional<Interval>> intervals;
  for (auto& values : draws) {
    intervals.push_back(PercentileInterval(std::move(values), options.bootstrap.confidence));
  }
  SetFigures(groups, figures, intervals, result);
  if (options.interval == IntervalMethod::kDeLong) {
    UseDeLong(data, options.bootstrap.confidence, result.classes);
  }
  if (!options.thresholds.empty()) AddDecisions(data, options.thresholds, result);
  if (options.calibration_bins > 0) AddCalibration(data, options.calibration_bins, result);
  return result;
}

}  // namespace supreme
