// supreme eval independence: how much an answer depends on what else is asked.
#include "cli/arguments.h"
#include "cli/eval_flags.h"
#include "cli/eval_inputs.h"
#include "cli/shipped_files.h"
#include "cli/task_questions.h"
#include "cli/verbs.h"
#include "eval/independence_output.h"
#include "predict/engine_predictor.h"

namespace supreme {
namespace {

struct IndependenceCall {
  ModelFlags model;
  RowFlags rows;
  IntervalFlags intervals;
  ResultFlags result;
  std::string pack;
  std::string task;
  std::string label_mode = "exact";
  int64_t halves = 5;
  int64_t additions = 5;
  int64_t added_queries = 20;
  int64_t records = 1000;
};

void DeclareSettings(Arguments& flags, IndependenceCall& call) {
  flags.Option("--halves", call.halves, "times that the task is split in random halves");
  flags.Option("--additions", call.additions,
               "times that other queries of the bundle are added to the task's");
  flags.Option("--added-queries", call.added_queries, "how many at a time");
  flags.Option("--records", call.records, "at most so many, drawn at random; 0 = all");
}

bool ParseCall(const VerbArguments& arguments, IndependenceCall& call) {
  Arguments flags("eval independence",
                  "Measures how far the answer to a question moves when others are asked beside\n"
                  "it: each class alone, in random halves of the task, and with other queries of\n"
                  "the bundle, against the whole task. A network without self-attention among\n"
                  "its queries does not move.",
                  {"supreme eval independence --pack pack/ --task simulated --folds 10",
                   "supreme eval independence --bundle bundle/ --pack ptbxl/ --task ptbxl-super "
                   "--folds 10 --records 200 --output independence.json"});
  flags.Option("--pack", call.pack, "folder of the records", true);
  flags.Option("--task", call.task, "task file, or name of a task that comes with supreme", true);
  AddRowFlags(flags, call.rows);
  flags.Choice("--label-mode", call.label_mode, {"exact", "merl"}, "of csn's labels");
  DeclareSettings(flags, call);
  AddModelFlags(flags, call.model);
  AddIntervalFlags(flags, call.intervals);
  AddResultFlags(flags, call.result);
  if (!flags.Parse(arguments)) return false;
  CheckRange("--halves", call.halves, 0, 1000);
  CheckRange("--additions", call.additions, 0, 1000);
  CheckRange("--added-queries", call.added_queries, 0, 10'000);
  CheckRange("--records", call.records, 0, 1'000'000'000);
  CheckModelFlags(call.model);
  CheckIntervalFlags(call.intervals);
  CheckResultFlags(call.result);
  return true;
}

IndependenceOptions MakeOptions(const IndependenceCall& call) {
  IndependenceOptions options;
  options.half_count = static_cast<size_t>(call.halves);
  options.addition_count = static_cast<size_t>(call.additions);
  options.added_queries = static_cast<size_t>(call.added_queries);
  options.max_records = static_cast<size_t>(call.records);
  options.min_positives = static_cast<uint64_t>(call.intervals.min_positives);
  options.bootstrap.resample_count = static_cast<uint64_t>(call.intervals.bootstrap);
  options.seed = static_cast<uint64_t>(call.intervals.seed);
  return options;
}

IndependenceReport Measure(const IndependenceCall& call, const Task& task, const Bundle& bundle) {
  const LabelMode label_mode = ParseLabelMode(call.label_mode, task);
  const Pack pack(call.pack);
  EvaluationRows rows = SelectRows(pack, call.rows.folds, call.rows.split_csv);
  LazyTextEncoder encoder(call.model.text_encoder, static_cast<int>(call.model.threads));
  const QuestionSet questions = AskTaskPrompts(
      bundle, task,
      [&](std::span<const std::string> texts) { return encoder.Encode(bundle, texts); });
  EnginePredictor predictor(bundle, PredictorOptions(call.model));
  IndependenceReport report;
  report.task = task.name;
  report.dataset = task.dataset;
  report.label_mode = task.acronyms.empty() ? "any-code" : call.label_mode;
  report.bundle_name = predictor.info().name;
  report.bundle_id = predictor.info().bundle_id;
  report.query_self_attention =
      bundle.model.fusion != "linear" && bundle.model.query_self_attention;
  report.pack_id = pack.id();
  report.split_description = rows.description;
  report.split_hash = rows.hash;
  report.options = MakeOptions(call);
  report.result = EvaluateIndependence(
      predictor, {pack, task, std::move(rows), label_mode, questions.batch, bundle.queries},
      report.options);
  return report;
}

}  // namespace

int RunEvalIndependence(const VerbArguments& arguments) {
  IndependenceCall call;
  if (!ParseCall(arguments, call)) return 0;
  const Task task = ReadTask(TaskFile(call.task));
  const Bundle bundle = ReadBundle(BundleFolder(call.model.bundle));
  const IndependenceReport report = Measure(call, task, bundle);
  WriteResult(call.result,
              {IndependenceJson(report), IndependenceTable(report), IndependenceCsv(report)});
  return 0;
}

}  // namespace supreme
