#include "eval/probe_result.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "core/error.h"
#include "data/split_file.h"

namespace supreme {
namespace {

using Indices = std::vector<uint32_t>;

std::optional<double> MeanOf(const std::vector<double>& values) {
  if (values.empty()) return std::nullopt;
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

std::optional<double> DeviationOf(const std::vector<double>& values) {
  if (values.size() < 2) return std::nullopt;
  const double mean = *MeanOf(values);
  double sum = 0.0;
  for (const double value : values) sum += (value - mean) * (value - mean);
  return std::sqrt(sum / static_cast<double>(values.size() - 1));
}

// AUCs of all seeds and classes, and what is made of them.
class Scoring {
 public:
  Scoring(const TaskLabels& test, const std::vector<ProbeRun>& runs)
      : seeds_(runs.size()), classes_(test.positive.size() / test.rows.size()) {
    for (const ProbeRun& run : runs) {
      for (size_t c = 0; c < classes_; ++c) {
        std::vector<double> scores(test.rows.size());
        std::vector<uint8_t> positive(test.rows.size());
        for (size_t i = 0; i < scores.size(); ++i) {
          scores[i] = static_cast<double>(run.test_logits[i * classes_ + c]);
          positive[i] = test.positive[i * classes_ + c];
        }
        ranked_.emplace_back(scores, positive);
        aucs_.push_back(ranked_.back().Auroc());
      }
    }
  }

  // Of one class, over the seeds; empty when it is undefined.
  std::vector<double> OfClass(size_t c) const {
    std::vector<double> values;
    for (size_t seed = 0; seed < seeds_; ++seed) {
      if (const auto auc = aucs_[seed * classes_ + c]) values.push_back(*auc);
    }
    return values;
  }

  ProbeMacro Macro(const std::vector<size_t>& members) const {
    ProbeMacro macro;
    macro.class_count = members.size();
    std::vector<double> means;
    for (size_t seed = 0; seed < seeds_; ++seed) {
      std::vector<double> values;
      for (const size_t c : members) {
        if (const auto auc = aucs_[seed * classes_ + c]) values.push_back(*auc);
      }
      macro.defined_count = values.size();  // the same for each seed: labels alone decide
      if (const auto mean = MeanOf(values)) means.push_back(*mean);
    }
    macro.auc = MeanOf(means);
    macro.deviation = DeviationOf(means);
    return macro;
  }

  // One per group of classes: the mean over its classes and all seeds.
  std::vector<std::optional<Interval>> Intervals(const std::vector<std::vector<size_t>>& groups,
                                                 const BootstrapOptions& options) const {
    ClassGroups columns;
    for (const auto& group : groups) {
      auto& list = columns.emplace_back();
      for (size_t seed = 0; seed < seeds_; ++seed) {
        for (const size_t c : group) list.push_back(seed * classes_ + c);
      }
    }
    return BootstrapAuroc(ranked_, columns, options, Rng(1).Fork("bootstrap")).groups;
  }

 private:
  size_t seeds_;
  size_t classes_;
  std::vector<RankedScores> ranked_;  // seed by seed
  std::vector<std::optional<double>> aucs_;
};

void DescribeClasses(const ProbeInput& input, const ProbeRecords& records,
                     const std::vector<Indices>& indices, ProbeResult& result) {
  const size_t classes = input.task.classes.size();
  Indices all(records.test.rows.size());
  std::iota(all.begin(), all.end(), 0U);
  const std::vector<uint64_t> test = CountPositives(records.test, classes, all);
  result.classes.resize(classes);
  for (size_t c = 0; c < classes; ++c) {
    result.classes[c].code = input.task.classes[c].code;
    result.classes[c].positive_count = test[c];
    result.classes[c].negative_count = all.size() - test[c];
  }
  for (const Indices& used : indices) {
    const std::vector<uint64_t> counts = CountPositives(records.train, classes, used);
    for (size_t c = 0; c < classes; ++c) {
      ProbeClassResult& entry = result.classes[c];
      entry.train_positive_count +=
          static_cast<double>(counts[c]) / static_cast<double>(indices.size());
      entry.trained_by_all_seeds = entry.trained_by_all_seeds && counts[c] > 0;
    }
  }
}

void ScoreClasses(const TaskLabels& test, ProbeResult& result) {
  const Scoring scoring(test, result.runs);
  std::vector<std::vector<size_t>> groups;  // each class, then all, then the trained
  std::vector<size_t> all, trained;
  for (size_t c = 0; c < result.classes.size(); ++c) {
    groups.push_back({c});
    all.push_back(c);
    if (result.classes[c].trained_by_all_seeds) trained.push_back(c);
    const std::vector<double> values = scoring.OfClass(c);
    result.classes[c].auc = MeanOf(values);
    result.classes[c].deviation = DeviationOf(values);
  }
  groups.push_back(all);
  groups.push_back(trained);
  const auto intervals = scoring.Intervals(groups, result.options.bootstrap);
  for (size_t c = 0; c < result.classes.size(); ++c) result.classes[c].interval = intervals[c];
  result.all = scoring.Macro(all);
  result.trained = scoring.Macro(trained);
  result.all.interval = intervals[all.size()];
  result.trained.interval = intervals[all.size() + 1];
}

// Of the records that any seed trains on.
std::string TrainHash(const ProbeInput& input, const ProbeRecords& records,
                      const std::vector<Indices>& indices) {
  std::vector<uint8_t> used(records.train.rows.size());
  for (const Indices& list : indices) {
    for (const uint32_t index : list) used[index] = 1;
  }
  std::vector<SplitRow> rows;
  for (size_t i = 0; i < used.size(); ++i) {
    if (used[i] != 0) {
      rows.emplace_back(input.pack.rows()[records.train.rows[i]].record_id, "train");
    }
  }
  return SplitSha256(std::move(rows));
}

}  // namespace

std::string PretrainingSplit(const OrderedJson& training, const std::string& pack_id) {
  static const OrderedJson::json_pointer kPackId("/pack/id");
  static const OrderedJson::json_pointer kSplit("/split/description");
  for (const OrderedJson* facts = &training; facts->is_object();) {
    if (facts->contains(kPackId) && facts->at(kPackId) == pack_id) {
      const bool known = facts->contains(kSplit) && facts->at(kSplit).is_string();
      return known ? facts->at(kSplit).get<std::string>() : "unknown split";
    }
    const auto before = facts->find("started_from");
    if (before == facts->end()) break;
    facts = &*before;
  }
  return "";
}

std::vector<Indices> ProbeTrainingIndices(const ProbeInput& input, const ProbeRecords& records,
                                          const ProbeOptions& options) {
  std::vector<Indices> indices;
  if (options.shots == 0) {
    indices.assign(options.seeds.size(),
                   ShareOfProbeRecords(input.pack, records.train, options.percent));
    return indices;
  }
  for (const uint64_t seed : options.seeds) {
    indices.push_back(DrawShots(records.train, options.shots, Rng(seed).Fork("shots")));
  }
  return indices;
}

ProbeResult SummariseProbes(const FeatureEncoderInfo& encoder, const ProbeInput& input,
                            const ProbeOptions& options, TrainedProbes trained) {
  SUPREME_CHECK(!trained.runs.empty() && trained.runs.size() == trained.indices.size());
  ProbeResult result;
  result.runs = std::move(trained.runs);
  result.options = options;
  result.task = input.task.name;
  result.dataset = input.task.dataset;
  result.label_mode = input.task.acronyms.empty() ? "any-code" : LabelModeName(input.label_mode);
  result.encoder = encoder;
  result.pack_id = input.pack.id();
  result.window = input.pack.window_options();
  result.split_description = input.split.split.description;
  result.split_hash = SplitSha256(SplitRows(input.split.split, input.pack));
  result.pretraining_split = input.pretraining_split;
  result.train_hash = TrainHash(input, trained.records, trained.indices);
  size_t used_count = 0;
  for (const Indices& used : trained.indices) used_count += used.size();
  result.train_count = (used_count + trained.indices.size() / 2) / trained.indices.size();
  result.validation_count = trained.records.validation.rows.size();
  result.test_count = trained.records.test.rows.size();
  DescribeClasses(input, trained.records, trained.indices, result);
  ScoreClasses(trained.records.test, result);
  return result;
}

}  // namespace supreme
