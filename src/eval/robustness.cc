#include "eval/robustness.h"

#include <algorithm>
#include <cmath>

#include "core/error.h"
#include "core/interrupt.h"
#include "core/progress.h"
#include "stats/multiple_testing.h"

namespace supreme {
namespace {

// Scores of one condition: its classes ranked, and the raw scores to compare with.
struct Scored {
  std::vector<RankedScores> ranked;  // per class
  std::vector<float> scores;         // [record, class]
};

// Runs the model over faulty copies of the rows.
class FaultyRuns {
 public:
  FaultyRuns(Predictor& predictor, const RobustnessInput& input, const RobustnessOptions& options,
             size_t run_count)
      : predictor_(predictor),
        input_(input),
        options_(options),
        progress_("evaluate", run_count * input.labels.rows.size(), "records") {}

  // `condition` may be null: the records as they are.
  Scored Run(const Condition* condition) {
    const std::vector<size_t>& rows = input_.labels.rows;
    Scores all{rows.size(), input_.task.classes.size(), {}};
    std::vector<EcgWindow> windows;
    for (size_t begin = 0; begin < rows.size(); begin += options_.batch_size) {
      ThrowIfInterrupted();
      const size_t end = std::min(rows.size(), begin + options_.batch_size);
      windows.clear();
      for (size_t i = begin; i < end; ++i) windows.push_back(Window(rows[i], condition));
      const Scores scores = predictor_.Predict(windows);
      SUPREME_CHECK(scores.query_count == all.query_count);
      all.values.insert(all.values.end(), scores.values.begin(), scores.values.end());
      done_ += end - begin;
      progress_.Update(done_, condition == nullptr ? "" : condition->kind);
    }
    const AuditScores split = SplitByClass(input_.task, input_.labels, all);
    Scored scored;
    for (size_t c = 0; c < split.classes.size(); ++c) {
      scored.ranked.emplace_back(split.scores[c], split.positive[c]);
    }
    scored.scores = std::move(all.values);
    return scored;
  }
  void Finish() { progress_.Finish(); }

 private:
  // A record's faults depend on the seed, the condition and the record, not on the batch.
  EcgWindow Window(size_t row, const Condition* condition) const {
    EcgWindow window = input_.pack.ReadWindow(row);
    if (condition == nullptr) return window;
    Rng rng = Rng(options_.seed).Fork(condition->kind + ", " + condition->level).Fork(row);
    condition->apply(window, rng);
    return window;
  }

  Predictor& predictor_;
  const RobustnessInput& input_;
  const RobustnessOptions& options_;
  Progress progress_;
  size_t done_ = 0;
};

std::optional<double> MeanAuroc(const std::vector<RankedScores>& ranked,
                                const std::vector<size_t>& counted,
                                std::span<const uint32_t> counts) {
  double sum = 0.0;
  size_t defined = 0;
  for (const size_t c : counted) {
    const auto auroc = ranked[c].Auroc(counts);
    if (!auroc) continue;
    sum += *auroc;
    ++defined;
  }
  if (defined == 0) return std::nullopt;
  return sum / static_cast<double>(defined);
}

double MeanChange(const std::vector<float>& scores, const std::vector<float>& clean) {
  double sum = 0.0;
  for (size_t i = 0; i < scores.size(); ++i) {
    sum += std::abs(static_cast<double>(scores[i]) - static_cast<double>(clean[i]));
  }
  return scores.empty() ? 0.0 : sum / static_cast<double>(scores.size());
}

ConditionResult Describe(const Scored& scored, const Scored& clean,
                         const std::vector<size_t>& counted) {
  ConditionResult result;
  for (const RankedScores& ranked : scored.ranked) result.aurocs.push_back(ranked.Auroc());
  result.mean.auroc = MeanOfDefined(result.aurocs, counted);
  result.score_change = MeanChange(scored.scores, clean.scores);
  return result;
}

void Correct(std::vector<ConditionResult>& conditions) {
  std::vector<double> p_values;
  for (const auto& condition : conditions) {
    if (condition.p) p_values.push_back(*condition.p);
  }
  const std::vector<double> corrected = CorrectPValues(p_values, Correction::kHolm);
  size_t next = 0;
  for (auto& condition : conditions) {
    if (condition.p) condition.p_holm = corrected[next++];
  }
}

// One bootstrap for all runs, the clean one first: every figure sees the same resamples.
void AddIntervals(const std::vector<Scored>& runs, const std::vector<size_t>& counted,
                  const RobustnessInput& input, const RobustnessOptions& options,
                  RobustnessResult& result) {
  Progress progress("resample", options.bootstrap.resample_count, "resamples");
  uint64_t done = 0;
  const size_t count = runs.size();
  const auto draws = BootstrapDraws(
      2 * count,  // means, then differences to the clean one
      [&](std::span<const uint32_t> counts, std::span<std::optional<double>> figures) {
        for (size_t i = 0; i < count; ++i) {
          figures[i] = MeanAuroc(runs[i].ranked, counted, counts);
          if (figures[0] && figures[i]) figures[count + i] = *figures[i] - *figures[0];
        }
        progress.Update(++done);
      },
      RecordSampler(input.patients), options.bootstrap.resample_count,
      Rng(options.seed).Fork("bootstrap"));
  progress.Finish();
  const double confidence = options.bootstrap.confidence;
  result.clean.mean.interval = PercentileInterval(draws[0], confidence);
  for (size_t i = 1; i < count; ++i) {
    ConditionResult& condition = result.conditions[i - 1];
    condition.mean.interval = PercentileInterval(draws[i], confidence);
    condition.difference = *condition.mean.auroc - *result.clean.mean.auroc;
    condition.interval = PercentileInterval(draws[count + i], confidence);
    condition.p = ResampledPValue(*condition.difference, draws[count + i]);
  }
  Correct(result.conditions);
}

std::vector<size_t> CountedClasses(const RobustnessResult& result, size_t record_count,
                                   uint64_t min_positives) {
  std::vector<size_t> counted;
  for (size_t c = 0; c < result.classes.size(); ++c) {
    const uint64_t positives = result.positive_counts[c];
    if (positives >= std::max<uint64_t>(1, min_positives) && positives < record_count) {
      counted.push_back(c);
    }
  }
  return counted;
}

}  // namespace

RobustnessResult EvaluateRobustness(Predictor& predictor, const RobustnessInput& input,
                                    std::span<const Condition> conditions,
                                    const RobustnessOptions& options) {
  SUPREME_CHECK(options.batch_size > 0 && input.patients.size() == input.labels.rows.size());
  RobustnessResult result;
  const size_t class_count = input.task.classes.size();
  result.positive_counts.assign(class_count, 0);
  for (const TaskClass& task_class : input.task.classes) result.classes.push_back(task_class.code);
  for (size_t i = 0; i < input.labels.positive.size(); ++i) {
    result.positive_counts[i % class_count] += input.labels.positive[i];
  }
  const std::vector<size_t> counted =
      CountedClasses(result, input.labels.rows.size(), options.min_positives);
  if (counted.empty()) {
    throw Error(ErrorCode::kInvalidInput, "no class has enough positive and negative records",
                input.pack.folder().string(), "more records, or a smaller --min-positives");
  }
  result.counted_classes = counted.size();
  FaultyRuns runs(predictor, input, options, 1 + conditions.size());
  std::vector<Scored> scored;
  scored.push_back(runs.Run(nullptr));
  result.clean = Describe(scored[0], scored[0], counted);
  result.clean.kind = "clean";
  result.clean.level = "as recorded";
  for (const Condition& condition : conditions) {
    scored.push_back(runs.Run(&condition));
    ConditionResult& entry =
        result.conditions.emplace_back(Describe(scored.back(), scored[0], counted));
    entry.kind = condition.kind;
    entry.level = condition.level;
    entry.x = condition.x;
  }
  runs.Finish();
  AddIntervals(scored, counted, input, options, result);
  return result;
}

}  // namespace supreme
