// supreme eval zero-shot: a task's prompts asked of records that the model has never seen.
#include "cli/arguments.h"
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
  std::string bundle;
  std::string pack;
  std::string task;
  std::string prompts;
  std::string combine = "mean-logit";
  bool phrases = false;
  std::string folds;
  std::string split_csv;
  std::string label_mode = "exact";
  std::string output;
  std::string format = "table";
  std::string text_encoder;
  std::string precision = "fp32";
  int64_t seed = 1;
  int64_t bootstrap = 1000;
  int64_t min_positives = 1;
  int64_t batch_size = 8;
  int64_t threads = 0;
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
  flags.Option("--bundle", call.bundle,
               "trained model: a folder, or a name in models/; default: the one that comes along");
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
  flags.Option("--folds", call.folds, "folds to evaluate on, e.g. 9,10");
  flags.Option("--split-csv", call.split_csv, "CSV record_id,split; its test part is evaluated");
  flags.Choice("--label-mode", call.label_mode, {"exact", "merl", "both"},
               "csn: labels from the codes, or with MERL's substring errors, to compare with it; "
               "or both side by side");
  flags.Option("--output", call.output, "result file (JSON), written besides the output on stdout");
  flags.Choice("--format", call.format, {"table", "json", "csv"}, "output on stdout");
  flags.Option("--text-encoder", call.text_encoder, "folder of the text encoder");
  flags.Choice("--precision", call.precision, {"fp32", "bf16"}, "arithmetic of the network");
  flags.Option("--seed", call.seed, "of the bootstrap");
  flags.Option("--bootstrap", call.bootstrap, "resamples per interval, 0 = no intervals");
  flags.Option("--min-positives", call.min_positives,
               "positive records a class needs to count in the means");
  flags.Option("--batch-size", call.batch_size, "records per inference");
  flags.Option("--threads", call.threads, "threads of the network, 0 = all cores");
  if (!flags.Parse(arguments)) return false;
  CheckRange("--seed", call.seed, 0, INT64_MAX);
  CheckRange("--bootstrap", call.bootstrap, 0, 1'000'000);
  CheckRange("--min-positives", call.min_positives, 1, 1'000'000);
  CheckRange("--batch-size", call.batch_size, 1, 1024);
  CheckRange("--threads", call.threads, 0, 4096);
  return true;
}

PromptPlan AskPrompts(const EvalCall& call, const Bundle& bundle,
                      const std::vector<ClassPrompts>& classes) {
  LazyTextEncoder encoder(call.text_encoder, static_cast<int>(call.threads));
  const QuestionSet asked =
      AskTexts(bundle, PromptTexts(classes),
               [&](std::span<const std::string> texts) { return encoder.Encode(bundle, texts); });
  return PlanPrompts(classes, asked, ParseCombination(call.combine));
}

void WriteModes(const EvalCall& call, const LabelModes& modes) {
  const OrderedJson json = LabelModesJson(modes);
  const std::string text = call.format == "json"  ? DumpJson(json) + "\n"
                           : call.format == "csv" ? LabelModesCsv(modes)
                                                  : LabelModesTable(modes);
  WriteEvaluation(call.output, json, text);
}

void WriteResult(const EvalCall& call, const ZeroShotResult& result) {
  const OrderedJson json = ZeroShotJson(result);
  const std::string text = call.format == "json"  ? DumpJson(json) + "\n"
                           : call.format == "csv" ? ZeroShotCsv(result)
                                                  : ZeroShotTable(result);
  WriteEvaluation(call.output, json, text);
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
  EvaluationRows rows = SelectRows(pack, call.folds, call.split_csv);
  const Bundle bundle = ReadBundle(BundleFolder(call.bundle));
  PromptPlan plan = AskPrompts(call, bundle, prompts.classes);

  EnginePredictorOptions engine;
  engine.threads = static_cast<int>(call.threads);
  engine.batch_size = call.batch_size;
  engine.precision = call.precision;
  EnginePredictor predictor(bundle, engine);
  predictor.SetQueries(plan.batch);

  ZeroShotOptions options;
  options.seed = static_cast<uint64_t>(call.seed);
  options.min_positives = static_cast<uint64_t>(call.min_positives);
  options.bootstrap.resample_count = static_cast<uint64_t>(call.bootstrap);
  ZeroShotInput input{pack, task, std::move(rows), std::move(plan.questions), label_mode};
  input.ensemble = std::move(plan.ensemble);
  input.prompts = std::move(prompts.source);
  if (both) {
    WriteModes(call, EvaluateLabelModes(predictor, std::move(input), options));
  } else {
    WriteResult(call, EvaluateZeroShot(predictor, input, options));
  }
  return 0;
}

}  // namespace supreme
