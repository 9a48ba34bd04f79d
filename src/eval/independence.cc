#include "eval/independence.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/error.h"
#include "core/progress.h"
#include "eval/query_sets.h"
#include "eval/score_rows.h"
#include "stats/rank_correlation.h"

namespace supreme {
namespace {

using Column = std::vector<double>;

// Of one setting: per class, the scores that it got in each set.
struct AskedSetting {
  std::string name;
  size_t query_count = 0;
  std::vector<std::vector<Column>> columns;  // [class][set][record]
};

struct Records {
  std::vector<size_t> rows;
  std::vector<std::vector<uint8_t>> positive;  // [class][record]
};

Records ChooseRecords(const IndependenceInput& input, const IndependenceOptions& options,
                      IndependenceResult& result) {
  const Task& task = input.task;
  const TaskLabels labels =
      LabelRows(task, input.pack, input.rows.rows,
                {input.label_mode, input.rows.listed && task.keep_unlabelled});
  if (labels.rows.empty()) {
    throw Error(ErrorCode::kInvalidInput,
                "no record carries a class of the task \"" + task.name + "\"",
                input.pack.folder().string(), "another task, or other folds");
  }
  std::vector<size_t> chosen(labels.rows.size());
  std::iota(chosen.begin(), chosen.end(), size_t{0});
  if (options.max_records > 0 && chosen.size() > options.max_records) {
    Rng(options.seed).Fork("records").Shuffle(std::span(chosen));
    chosen.resize(options.max_records);
    std::ranges::sort(chosen);
  }
  Records records;
  const size_t classes = task.classes.size();
  records.positive.resize(classes);
  for (const size_t i : chosen) {
    records.rows.push_back(labels.rows[i]);
    for (size_t c = 0; c < classes; ++c) {
      records.positive[c].push_back(labels.positive[i * classes + c]);
    }
  }
  result.record_count = records.rows.size();
  result.labelled_record_count = labels.rows.size();
  return records;
}

// Asks sets of questions one after another, with one progress for all.
class Asker {
 public:
  Asker(Predictor& predictor, const Pack& pack, std::span<const size_t> rows, size_t batch_size,
        size_t pass_count)
      : predictor_(predictor),
        pack_(pack),
        rows_(rows),
        batch_size_(batch_size),
        progress_("ask", rows.size() * pass_count, "records") {}

  // Per class of the set its scores.
  std::vector<Column> Ask(const QuestionSubset& set) {
    predictor_.SetQueries(set.batch);
    const Scores scores = ScoreRows(predictor_, pack_, rows_, batch_size_, [&](size_t done) {
      progress_.Update(pass_ * rows_.size() + done);
    });
    ++pass_;
    std::vector<Column> columns(set.classes.size(), Column(scores.record_count));
    for (size_t i = 0; i < set.classes.size(); ++i) {
      for (size_t record = 0; record < scores.record_count; ++record) {
        columns[i][record] = scores.at(record, i);
      }
    }
    return columns;
  }
  void Finish() { progress_.Finish(); }

 private:
  Predictor& predictor_;
  const Pack& pack_;
  const std::span<const size_t> rows_;
  const size_t batch_size_;
  size_t pass_ = 0;
  Progress progress_;
};

AskedSetting AskSetting(Asker& asker, const QuestionSetting& setting, size_t class_count) {
  AskedSetting asked{setting.name, 0, std::vector<std::vector<Column>>(class_count)};
  for (const QuestionSubset& set : setting.sets) {
    asked.query_count = std::max(asked.query_count, set.batch.texts.size());
    std::vector<Column> columns = asker.Ask(set);
    for (size_t i = 0; i < set.classes.size(); ++i) {
      asked.columns[set.classes[i]].push_back(std::move(columns[i]));
    }
  }
  return asked;
}

// How far the columns of a class stand from its scores among all.
ScoreMovement Movement(const Column& among_all, const std::vector<Column>& columns) {
  ScoreMovement movement;
  double sum = 0.0, correlations = 0.0;
  bool is_defined = !columns.empty();
  for (const Column& column : columns) {
    for (size_t record = 0; record < column.size(); ++record) {
      const double change = std::abs(column[record] - among_all[record]);
      movement.max_change = std::max(movement.max_change, change);
      sum += change;
    }
    const auto correlation = RankCorrelation(column, among_all);
    is_defined = is_defined && correlation.has_value();
    correlations += correlation.value_or(0.0);
  }
  const auto count = static_cast<double>(columns.size());
  if (!columns.empty())
    movement.mean_change = sum / (count * static_cast<double>(among_all.size()));
  if (is_defined) movement.rank_correlation = correlations / count;
  return movement;
}

// Changes of AUROC against the whole task, per setting and class and for the mean over classes.
class AurocChanges {
 public:
  AurocChanges(const std::vector<Column>& among_all, const std::vector<AskedSetting>& settings,
               const Records& records, std::vector<size_t> counted)
      : class_count_(among_all.size()), counted_(std::move(counted)) {
    for (size_t c = 0; c < class_count_; ++c) {
      among_all_.emplace_back(among_all[c], records.positive[c]);
    }
    for (const AskedSetting& setting : settings) {
      auto& ranked = settings_.emplace_back(class_count_);
      for (size_t c = 0; c < class_count_; ++c) {
        for (const Column& column : setting.columns[c]) {
          ranked[c].emplace_back(column, records.positive[c]);
        }
      }
    }
  }

  // Per setting: a figure for each class, then the mean.
  size_t figure_count() const { return settings_.size() * (class_count_ + 1); }

  void Measure(std::span<const uint32_t> counts, std::span<std::optional<double>> figures) const {
    std::vector<std::optional<double>> base;
    for (const RankedScores& ranked : among_all_) base.push_back(ranked.Auroc(counts));
    for (size_t s = 0; s < settings_.size(); ++s) {
      const auto changes = figures.subspan(s * (class_count_ + 1), class_count_ + 1);
      for (size_t c = 0; c < class_count_; ++c) {
        if (!base[c] || settings_[s][c].empty()) continue;
        double sum = 0.0;
        for (const RankedScores& ranked : settings_[s][c]) sum += *ranked.Auroc(counts) - *base[c];
        changes[c] = sum / static_cast<double>(settings_[s][c].size());
      }
      changes[class_count_] = MeanOfDefined(changes.first(class_count_), counted_);
    }
  }

 private:
  size_t class_count_;
  std::vector<size_t> counted_;  // classes of the mean
  std::vector<RankedScores> among_all_;
  std::vector<std::vector<std::vector<RankedScores>>> settings_;  // [setting][class][set]
};

void SetAurocChanges(const AurocChanges& changes, const IndependenceOptions& options,
                     IndependenceResult& result) {
  const size_t records = result.record_count, classes = result.classes.size();
  const auto measure = [&](std::span<const uint32_t> counts,
                           std::span<std::optional<double>> figures) {
    changes.Measure(counts, figures);
  };
  std::vector<std::optional<double>> figures(changes.figure_count());
  measure(std::vector<uint32_t>(records, 1), figures);
  auto draws =
      BootstrapDraws(figures.size(), measure, RecordSampler(records),
                     options.bootstrap.resample_count, Rng(options.seed).Fork("bootstrap"));
  for (size_t s = 0; s < result.settings.size(); ++s) {
    for (size_t c = 0; c <= classes; ++c) {
      const size_t figure = s * (classes + 1) + c;
      ScoreMovement& movement =
          c < classes ? result.classes[c].movements[s] : result.settings[s].all;
      movement.auroc_change = figures[figure];
      movement.interval =
          PercentileInterval(std::move(draws[figure]), options.bootstrap.confidence);
    }
  }
}

// Max and means over the classes.
void SumUp(const IndependenceResult& result, size_t index, IndependenceSetting& setting) {
  double changes = 0.0, correlations = 0.0;
  size_t correlated = 0;
  for (const ClassIndependence& entry : result.classes) {
    const ScoreMovement& movement = entry.movements[index];
    setting.all.max_change = std::max(setting.all.max_change, movement.max_change);
    changes += movement.mean_change;
    if (!movement.rank_correlation) continue;
    correlations += *movement.rank_correlation;
    ++correlated;
    setting.lowest_rank_correlation =
        std::min(setting.lowest_rank_correlation.value_or(1.0), *movement.rank_correlation);
  }
  setting.all.mean_change = changes / static_cast<double>(result.classes.size());
  if (correlated > 0) setting.all.rank_correlation = correlations / static_cast<double>(correlated);
}

void DescribeClasses(const IndependenceInput& input, const Records& records,
                     IndependenceResult& result) {
  for (size_t c = 0; c < input.task.classes.size(); ++c) {
    ClassIndependence& entry = result.classes.emplace_back();
    entry.code = input.task.classes[c].code;
    entry.prompt = input.task.classes[c].prompt;
    entry.positive_count = static_cast<uint64_t>(std::ranges::count(records.positive[c], 1));
    entry.negative_count = result.record_count - entry.positive_count;
  }
}

// The AUROCs among all questions, and the classes that their mean is over.
std::vector<size_t> SetAurocs(const std::vector<Column>& among_all, const Records& records,
                              uint64_t min_positives, IndependenceResult& result) {
  std::vector<size_t> counted;
  double sum = 0.0;
  for (size_t c = 0; c < among_all.size(); ++c) {
    ClassIndependence& entry = result.classes[c];
    entry.auroc = Auroc(among_all[c], records.positive[c]);
    if (!entry.auroc || entry.positive_count < min_positives) continue;
    counted.push_back(c);
    sum += *entry.auroc;
  }
  result.defined_count = counted.size();
  if (!counted.empty()) result.auroc = sum / static_cast<double>(counted.size());
  return counted;
}

}  // namespace

IndependenceResult EvaluateIndependence(Predictor& predictor, const IndependenceInput& input,
                                        const IndependenceOptions& options) {
  SUPREME_CHECK(input.questions.texts.size() == input.task.classes.size());
  IndependenceResult result;
  const Records records = ChooseRecords(input, options, result);
  DescribeClasses(input, records, result);
  const std::vector<QuestionSetting> plan = PlanSettings(
      input.questions, input.known,
      {options.half_count, options.addition_count, options.added_queries}, options.seed);
  size_t pass_count = 1;
  for (const QuestionSetting& setting : plan) pass_count += setting.sets.size();
  Asker asker(predictor, input.pack, records.rows, options.batch_size, pass_count);
  const std::vector<Column> among_all = asker.Ask(WholeSet(input.questions));
  std::vector<AskedSetting> settings;
  for (const QuestionSetting& setting : plan) {
    settings.push_back(AskSetting(asker, setting, result.classes.size()));
  }
  asker.Finish();
  for (size_t s = 0; s < settings.size(); ++s) {
    for (size_t c = 0; c < result.classes.size(); ++c) {
      result.classes[c].movements.push_back(Movement(among_all[c], settings[s].columns[c]));
    }
    IndependenceSetting& setting = result.settings.emplace_back();
    setting.name = settings[s].name;
    setting.set_count = settings[s].columns[0].size();
    setting.query_count = settings[s].query_count;
    SumUp(result, s, setting);
  }
  std::vector<size_t> counted = SetAurocs(among_all, records, options.min_positives, result);
  SetAurocChanges(AurocChanges(among_all, settings, records, std::move(counted)), options, result);
  return result;
}

}  // namespace supreme
