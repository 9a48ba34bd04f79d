// supreme eval overlap: which classes of a task a model has met in pre-training, and its AUC on the
// others.
#include "cli/arguments.h"
#include "cli/embed_with.h"
#include "cli/eval_flags.h"
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
  ModelFlags model;
  RowFlags rows;
  IntervalFlags intervals;
  ResultFlags written;
  std::string task;
  std::string result;
  std::string pack;
  std::string label_mode = "exact";
  double threshold = 0.95;
  bool wordings = false;
};

// The paper's six (appendix G).
constexpr const char* kPaperTasks[] = {"ptbxl-super",  "ptbxl-sub", "ptbxl-form",
                                       "ptbxl-rhythm", "cpsc2018",  "csn"};

void DeclareRecords(Arguments& flags, OverlapCall& call) {
  flags.Option("--result", call.result,
               "result of eval zero-shot: means over its AUCs; no intervals for unseen classes");
  flags.Option("--pack", call.pack, "folder of records to evaluate on instead: with intervals");
  AddRowFlags(flags, call.rows);
  flags.Choice("--label-mode", call.label_mode, {"exact", "merl"}, "of csn's labels");
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
  flags.Option("--task", call.task, "task file, or name of a task that comes with supreme", true);
  flags.Option("--threshold", call.threshold, "cosine from which a class counts as seen");
  flags.Flag("--wordings", call.wordings,
             "compare with all wordings that were merged into the queries too");
  DeclareRecords(flags, call);
  AddModelFlags(flags, call.model);
  AddIntervalFlags(flags, call.intervals);
  AddResultFlags(flags, call.written);
  if (!flags.Parse(arguments)) return false;
  CheckModelFlags(call.model);
  CheckIntervalFlags(call.intervals);
  CheckResultFlags(call.written);
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
  if (call.pack.empty() && !(call.rows.folds.empty() && call.rows.split_csv.empty())) {
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
  EvaluationRows rows = SelectRows(pack, call.rows.folds, call.rows.split_csv);
  const QuestionSet questions = AskTaskPrompts(bundle, task, embed);
  EnginePredictor predictor(bundle, PredictorOptions(call.model));
  predictor.SetQueries(questions.batch);
  ZeroShotOptions options;
  options.seed = static_cast<uint64_t>(call.intervals.seed);
  options.min_positives = static_cast<uint64_t>(call.intervals.min_positives);
  options.bootstrap.resample_count = static_cast<uint64_t>(call.intervals.bootstrap);
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
  encoder_options.threads = static_cast<int>(call.model.threads);
  const TextEncoder encoder(TextEncoderFolder(call.model.text_encoder), encoder_options);
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
  const Bundle bundle = ReadBundle(BundleFolder(call.model.bundle));
  const OverlapReport report = Compare(call, bundle, std::move(task));
  WriteResult(call.written, {OverlapJson(report), OverlapTable(report), OverlapCsv(report)});
  return 0;
}

}  // namespace supreme
