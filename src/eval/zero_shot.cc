#include "eval/zero_shot.h"

#include <algorithm>
#include <array>

#include "core/error.h"
#include "eval/score_rows.h"

namespace supreme {
namespace {

ClassResult DescribeClass(const TaskClass& task_class, const ClassQuestion& question) {
  ClassResult result;
  result.code = task_class.code;
  result.prompt = task_class.prompt;
  result.source = task_class.source;
  result.question = question;
  return result;
}

std::vector<double> ClassColumn(const Scores& scores, const PromptEnsemble& ensemble,
                                size_t index) {
  if (!ensemble.classes.empty()) {
    return CombineColumns(scores, ensemble.classes[index], ensemble.combination);
  }
  return CombineColumns(scores, {{"", {}, index}}, ensemble.combination);
}

// The prompts of a class of several, each judged alone.
std::vector<PromptResult> JudgePrompts(const Scores& scores, const PromptEnsemble& ensemble,
                                       const std::vector<AskedPrompt>& prompts,
                                       const std::vector<uint8_t>& positive) {
  std::vector<PromptResult> results;
  for (const AskedPrompt& prompt : prompts) {
    PromptResult& result = results.emplace_back(PromptResult{prompt.prompt, prompt.question, {}});
    const bool is_alone = prompts.size() == 1;
    if (ensemble.combination == PromptCombination::kMeanEmbedding && !is_alone) continue;
    result.auroc = Auroc(CombineColumns(scores, {prompt}, ensemble.combination), positive);
  }
  return results;
}

// One class's scores, ranked against its labels.
RankedScores RankClass(const Scores& scores, const TaskLabels& labels,
                       const PromptEnsemble& ensemble, size_t index, ClassResult& result) {
  const size_t class_count = labels.positive.size() / labels.rows.size();
  std::vector<uint8_t> positive(scores.record_count);
  for (size_t record = 0; record < scores.record_count; ++record) {
    positive[record] = labels.positive[record * class_count + index];
  }
  result.positive_count = static_cast<uint64_t>(std::count(positive.begin(), positive.end(), 1));
  result.negative_count = scores.record_count - result.positive_count;
  if (ensemble.HasSeveral()) {
    result.prompts = JudgePrompts(scores, ensemble, ensemble.classes[index], positive);
  }
  return RankedScores(ClassColumn(scores, ensemble, index), positive);
}

// `counted` are the members of the group that the mean is over.
MacroResult MeanOver(const std::vector<ClassResult>& classes, const std::vector<size_t>& counted,
                     uint64_t class_count, const std::optional<Interval>& interval) {
  MacroResult macro;
  macro.class_count = class_count;
  double sum = 0.0;
  for (const size_t index : counted) {
    if (!classes[index].auroc) continue;
    sum += *classes[index].auroc;
    ++macro.defined_count;
  }
  if (macro.defined_count == 0) return macro;
  macro.auroc = sum / static_cast<double>(macro.defined_count);
  macro.interval = interval;
  return macro;
}

void DescribeInput(const ZeroShotInput& input, const TaskLabels& labels, ZeroShotResult& result) {
  const Task& task = input.task;
  result.task = task.name;
  result.dataset = task.dataset;
  result.pack_id = input.pack.id();
  result.window = input.pack.window_options();
  result.label_mode = task.acronyms.empty() ? "any-code" : LabelModeName(input.label_mode);
  result.label_differences = CompareLabelModes(task, input.pack, labels.rows);
  result.split_description = input.rows.description;
  result.split_hash = input.rows.hash;
  result.prompts = input.prompts;
  if (input.ensemble.HasSeveral()) result.combination = input.ensemble.combination;
  result.record_count = labels.rows.size();
}

}  // namespace

ZeroShotResult EvaluateZeroShot(Predictor& predictor, const ZeroShotInput& input,
                                const ZeroShotOptions& options) {
  const Task& task = input.task;
  SUPREME_CHECK(input.questions.size() == task.classes.size());
  SUPREME_CHECK(input.ensemble.classes.empty() ||
                input.ensemble.classes.size() == task.classes.size());
  const LabelOptions label_options{input.label_mode, input.rows.listed && task.keep_unlabelled};
  const TaskLabels labels = LabelRows(task, input.pack, input.rows.rows, label_options);
  if (labels.rows.empty()) {
    throw Error(ErrorCode::kInvalidInput,
                "none of " + std::to_string(input.rows.rows.size()) +
                    " records carries a class of the task \"" + task.name + "\"",
                input.pack.folder().string(), "another task, or other folds");
  }
  const Scores scores = ScoreRows(predictor, input.pack, labels.rows, options.batch_size);
  const PromptEnsemble& ensemble = input.ensemble;
  SUPREME_CHECK(scores.query_count ==
                (ensemble.classes.empty() ? task.classes.size() : ensemble.column_count));
  ZeroShotResult result;
  ClassGroups groups(3);  // all, seen, unseen
  std::array<uint64_t, 3> sizes{};
  std::vector<RankedScores> ranked;
  for (size_t c = 0; c < task.classes.size(); ++c) {
    ClassResult& entry =
        result.classes.emplace_back(DescribeClass(task.classes[c], input.questions[c]));
    ranked.push_back(RankClass(scores, labels, ensemble, c, entry));
    entry.auroc = ranked.back().Auroc();
    for (const size_t group : {size_t{0}, entry.question.seen ? size_t{1} : size_t{2}}) {
      ++sizes[group];
      if (entry.positive_count >= options.min_positives) groups[group].push_back(c);
    }
  }
  const AurocIntervals intervals =
      BootstrapAuroc(ranked, groups, options.bootstrap, Rng(options.seed).Fork("bootstrap"));
  for (size_t c = 0; c < ranked.size(); ++c) result.classes[c].interval = intervals.classes[c];
  result.all = MeanOver(result.classes, groups[0], sizes[0], intervals.groups[0]);
  result.seen = MeanOver(result.classes, groups[1], sizes[1], intervals.groups[1]);
  result.unseen = MeanOver(result.classes, groups[2], sizes[2], intervals.groups[2]);
  DescribeInput(input, labels, result);
  result.bundle_name = predictor.info().name;
  result.bundle_id = predictor.info().bundle_id;
  result.seed = options.seed;
  result.min_positives = options.min_positives;
  result.bootstrap = options.bootstrap;
  return result;
}

}  // namespace supreme
