// supreme eval overlap: which classes of a task a model has met in pre-training, and its AUC on the
// others.
#include "cli/arguments.h"
#include "cli/embed_with.h"
#include "cli/eval_inputs.h"
#include "cli/shipped_files.h"
#include "cli/task_questions.h"
#include "cli/text_encoder_folder.h"
#include "cli/verbs.h"
#include "core/error.h"
#include "eval/overlap_output.h"
#include "predict/engine_predictor.h"
#include "vocab/embedding_cache.h"

namespace supreme {
namespace {

struct OverlapCall {
  std::string bundle;
  std::string task;
  std::string result;
  std::string pack;
  std::string folds;
  std::string split_csv;
  std::string label_mode = "exact";
  double threshold = 0.95;
  bool wordings = false;
  std::string output;
  std::string format = "table";
  std::string text_encoder;
  int64_t seed = 1;
  int64_t bootstrap = 1000;
  int64_t min_positives = 1;
  int64_t batch_size = 8;
  int64_t threads = 0;
};

// The paper's six (appendix G).
constexpr const char* kPaperTasks[] = {"ptbxl-super",  "ptbxl-sub", "ptbxl-form",
                                       "ptbxl-rhythm", "cpsc2018",  "csn"};

void DeclareRecords(Arguments& flags, OverlapCall& call) {
  flags.Option("--result", call.result,
               "result of eval zero-shot: means over its AUCs; no intervals for unseen classes");
  flags.Option("--pack", call.pack, "folder of records to evaluate on instead: with intervals");
  flags.Option("--folds", call.folds, "folds to evaluate on, e.g. 9,10");
  flags.Option("--split-csv", call.split_csv, "CSV record_id,split; its test part is evaluated");
  flags.Choice("--label-mode", call.label_mode, {"exact", "merl"}, "of csn's labels");
  flags.Option("--seed", call.seed, "of the bootstrap");
  flags.Option("--bootstrap", call.bootstrap, "resamples per interval, 0 = no intervals");
  flags.Option("--min-positives", call.min_positives,
               "positive records a class needs to count in the means");
  flags.Option("--batch-size", call.batch_size, "records per inference");
  flags.Option("--threads", call.threads, "threads of the network, 0 = all cores");
}

bool ParseCall(const VerbArguments& arguments, OverlapCall& call) {
  Arguments flags("eval overlap",
                  "Says which classes of a task a bundle has met in pre-training: by the cosine\n"
                  "of their texts, as the paper does (tables 6 and 10), by their codes, and by\n"
                  "how they were asked; and what the AUC is over the classes that it has not.",
                  {"supreme eval overlap --task ptbxl-form",
                   "supreme eval overlap --bundle bundle/ --task csn --result csn.json",
                   "supreme eval overlap --bundle bundle/ --task ptbxl-super --pack ptbxl/ "
                   "--folds 10 --output overlap.json"});
  flags.Option("--bundle", call.bundle,
               "trained model: a folder, or a name in models/; default: the one that comes along");
  flags.Option("--task", call.task, "task file, or name of a task that comes with supreme", true);
  flags.Option("--threshold", call.threshold, "cosine from which a class counts as seen");
  flags.Flag("--wordings", call.wordings,
             "compare with all wordings that were merged into the queries too");
  DeclareRecords(flags, call);
  flags.Option("--text-encoder", call.text_encoder, "folder of the text encoder");
  flags.Option("--output", call.output, "result file (JSON), written besides the output on stdout");
  flags.Choice("--format", call.format, {"table", "json", "csv"}, "output on stdout");
  if (!flags.Parse(arguments)) return false;
  CheckRange("--seed", call.seed, 0, INT64_MAX);
  CheckRange("--bootstrap", call.bootstrap, 0, 1'000'000);
  CheckRange("--min-positives", call.min_positives, 1, 1'000'000);
  CheckRange("--batch-size", call.batch_size, 1, 1024);
  CheckRange("--threads", call.threads, 0, 4096);
  return true;
}

void CheckCall(const OverlapCall& call) {
  const auto fail = [](const char* what, const char* flag, const char* hint) {
    throw Error(ErrorCode::kUsage, what, flag, hint);
  };
  if (!(call.threshold > -1.0 && call.threshold <= 1.0)) {
    fail("is no cosine of two texts", "--threshold", "0.95");
  }
  if (!call.result.empty() && !call.pack.empty()) {
    fail("the figures come from a result or from records", "--result", "leave out --pack");
  }
  if (call.pack.empty() && !(call.folds.empty() && call.split_csv.empty())) {
    fail("names records of a pack", "--folds", "--pack PACK");
  }
}

// Asks the prompts that were asked for the result.
void TakePrompts(const AskedResult& asked, const std::string& where, Task& task) {
  if (asked.task != task.name) {
    throw Error(ErrorCode::kInvalidInput, "the result is of the task \"" + asked.task + "\"", where,
                "--task " + asked.task);
  }
  if (asked.codes.size() != task.classes.size()) return;
  for (size_t c = 0; c < task.classes.size(); ++c) task.classes[c].prompt = asked.prompts[c];
}

std::vector<Task> OtherTasks(const Task& task) {
  std::vector<Task> others;
  for (const char* name : kPaperTasks) {
    if (task.name != name) others.push_back(ReadTask(TaskFile(name)));
  }
  return others;
}

OverlapFigures ScoreRecords(const OverlapCall& call, const Bundle& bundle, const Task& task,
                            const EmbedTexts& embed, TaskOverlap& overlap) {
  const Pack pack(call.pack);
  EvaluationRows rows = SelectRows(pack, call.folds, call.split_csv);
  const QuestionSet questions = AskTaskPrompts(bundle, task, embed);
  EnginePredictorOptions engine;
  engine.threads = static_cast<int>(call.threads);
  engine.batch_size = call.batch_size;
  EnginePredictor predictor(bundle, engine);
  predictor.SetQueries(questions.batch);
  ZeroShotOptions options;
  options.seed = static_cast<uint64_t>(call.seed);
  options.min_positives = static_cast<uint64_t>(call.min_positives);
  options.bootstrap.resample_count = static_cast<uint64_t>(call.bootstrap);
  ZeroShotInput input{.pack = pack,
                      .task = task,
                      .rows = std::move(rows),
                      .questions = DescribeTaskQuestions(questions),
                      .label_mode = ParseLabelMode(call.label_mode, task)};
  return EvaluateOverlap(predictor, std::move(input), options, overlap);
}

OverlapReport Compare(const OverlapCall& call, const Bundle& bundle, Task task) {
  OverlapReport report;
  report.bundle_name = std::filesystem::weakly_canonical(bundle.folder).filename().string();
  report.bundle_id = BundleId(bundle.folder);
  report.query_count = bundle.queries.queries.size();
  report.options = {call.threshold, call.wordings};
  std::optional<AskedResult> asked;
  if (!call.result.empty()) {
    asked = ReadAskedResult(call.result);
    if (asked->bundle_id != report.bundle_id) {
      throw Error(ErrorCode::kInvalidInput, "the result is of another bundle", call.result,
                  "--bundle with the one that was evaluated");
    }
    TakePrompts(*asked, call.result, task);
  }
  TextEncoderOptions encoder_options;
  encoder_options.threads = static_cast<int>(call.threads);
  const TextEncoder encoder(TextEncoderFolder(call.text_encoder), encoder_options);
  CheckTextEncoder(bundle, encoder.name(), encoder.id());
  EmbeddingCache cache(EmbedWith(encoder));
  report.task = task.name;
  report.dataset = task.dataset;
  report.overlap =
      CompareWithTraining(bundle.queries, task, OtherTasks(task), cache.Function(), report.options);
  if (asked) {
    report.figures = FiguresOfResult(*asked, report.overlap, call.result);
  } else if (!call.pack.empty()) {
    report.figures = ScoreRecords(call, bundle, task, cache.Function(), report.overlap);
  } else {
    report.figures = CountClasses(report.overlap);
  }
  return report;
}

}  // namespace

int RunEvalOverlap(const VerbArguments& arguments) {
  OverlapCall call;
  if (!ParseCall(arguments, call)) return 0;
  CheckCall(call);
  Task task = ReadTask(TaskFile(call.task));
  const Bundle bundle = ReadBundle(BundleFolder(call.bundle));
  const OverlapReport report = Compare(call, bundle, std::move(task));
  const OrderedJson json = OverlapJson(report);
  WriteEvaluation(call.output, json,
                  call.format == "json"  ? DumpJson(json) + "\n"
                  : call.format == "csv" ? OverlapCsv(report)
                                         : OverlapTable(report));
  return 0;
}

}  // namespace supreme
