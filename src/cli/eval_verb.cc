// supreme eval zero-shot: a task's prompts asked of records that the model has never seen.
#include "cli/arguments.h"
#include "cli/eval_flags.h"
#include "cli/eval_inputs.h"
#include "cli/prompt_choice.h"
#include "cli/shipped_files.h"
#include "cli/verbs.h"
#include "eval/label_modes.h"
#include "eval/zero_shot_output.h"
#include "predict/engine_predictor.h"
#include "predict/questions.h"

namespace supreme {
namespace {

struct EvalCall {
  ModelFlags model;
  RowFlags rows;
  IntervalFlags intervals;
  ResultFlags result;
  std::string pack;
  std::string task;
  std::string prompts;
  std::string combine = "mean-logit";
  bool phrases = false;
  std::string label_mode = "exact";
  std::string precision = "fp32";
};

bool ParseCall(const VerbArguments& arguments, EvalCall& call) {
  Arguments flags("eval zero-shot",
                  "Asks a task's prompts of the records of a pack and compares the scores with\n"
                  "the records' codes: AUC per class and its mean, with bootstrap intervals.",
                  {"supreme eval zero-shot --bundle bundle/ --pack pack/ --task ptbxl-super "
                   "--folds 9,10",
                   "supreme eval zero-shot --bundle bundle/ --pack pack/ --task my-task.json "
                   "--split-csv split.csv --output result.json",
                   "supreme eval zero-shot --bundle bundle/ --pack pack/ --task my-classes.csv "
                   "--folds 10 --combine mean-embedding",
                   "supreme eval zero-shot --bundle bundle/ --pack pack/ --task ptbxl-super "
                   "--folds 10 --prompts CKEPE_prompt.json --phrases"});
  flags.Option("--pack", call.pack, "folder of the records", true);
  flags.Option("--task", call.task,
               "task file, CSV of classes and prompts, or name of a task that comes with supreme",
               true);
  flags.Option("--prompts", call.prompts,
               "prompt set in place of the task's prompts: a name (supreme prompts list), or a "
               "file, JSON object or CSV of class code and prompts");
  flags.Flag("--phrases", call.phrases, "ask each part of a comma list as a prompt of its own");
  flags.Choice("--combine", call.combine, {"mean-logit", "mean-probability", "mean-embedding"},
               "how several prompts of a class become one answer");
  AddRowFlags(flags, call.rows);
  flags.Choice("--label-mode", call.label_mode, {"exact", "merl", "both"},
               "csn: labels from the codes, or with MERL's substring errors, to compare with it; "
               "or both side by side");
  flags.Choice("--precision", call.precision, {"fp32", "bf16"}, "arithmetic of the network");
  AddModelFlags(flags, call.model);
  AddIntervalFlags(flags, call.intervals);
  AddResultFlags(flags, call.result);
  if (!flags.Parse(arguments)) return false;
  CheckModelFlags(call.model);
  CheckIntervalFlags(call.intervals);
  CheckResultFlags(call.result);
  return true;
}

PromptPlan AskPrompts(const EvalCall& call, const Bundle& bundle,
                      const std::vector<ClassPrompts>& classes) {
  LazyTextEncoder encoder(call.model.text_encoder, static_cast<int>(call.model.threads));
  const QuestionSet asked =
      AskTexts(bundle, PromptTexts(classes),
               [&](std::span<const std::string> texts) { return encoder.Encode(bundle, texts); });
  return PlanPrompts(classes, asked, ParseCombination(call.combine));
}

}  // namespace

int RunEvalZeroShot(const VerbArguments& arguments) {
  EvalCall call;
  if (!ParseCall(arguments, call)) return 0;
  const std::filesystem::path task_file = TaskFile(call.task);
  Task task = ReadTask(task_file);
  PromptChoice prompts = ChoosePrompts(task, task_file.string(), call.prompts, call.phrases);
  task = TaskWithPrompts(std::move(task), prompts.classes);
  const bool both = call.label_mode == "both";
  const LabelMode label_mode = ParseLabelMode(both ? "merl" : call.label_mode, task);
  const Pack pack(call.pack);
  EvaluationRows rows = SelectRows(pack, call.rows.folds, call.rows.split_csv);
  const Bundle bundle = ReadBundle(BundleFolder(call.model.bundle));
  PromptPlan plan = AskPrompts(call, bundle, prompts.classes);

  EnginePredictorOptions engine = PredictorOptions(call.model);
  engine.precision = call.precision;
  EnginePredictor predictor(bundle, engine);
  predictor.SetQueries(plan.batch);

  ZeroShotOptions options;
  options.seed = static_cast<uint64_t>(call.intervals.seed);
  options.min_positives = static_cast<uint64_t>(call.intervals.min_positives);
  options.bootstrap.resample_count = static_cast<uint64_t>(call.intervals.bootstrap);
  ZeroShotInput input{pack, task, std::move(rows), std::move(plan.questions), label_mode};
  input.ensemble = std::move(plan.ensemble);
  input.prompts = std::move(prompts.source);
  if (both) {
    const LabelModes modes = EvaluateLabelModes(predictor, std::move(input), options);
    WriteResult(call.result, {LabelModesJson(modes), LabelModesTable(modes), LabelModesCsv(modes)});
  } else {
    const ZeroShotResult result = EvaluateZeroShot(predictor, input, options);
    WriteResult(call.result, {ZeroShotJson(result), ZeroShotTable(result), ZeroShotCsv(result)});
  }
  return 0;
}

}  // namespace supreme
