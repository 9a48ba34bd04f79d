#include "cli/audit_inputs.h"

#include <algorithm>
#include <filesystem>

#include "cli/eval_inputs.h"
#include "cli/output_path.h"
#include "cli/shipped_files.h"
#include "core/atomic_file.h"
#include "core/error.h"
#include "eval/score_rows.h"
#include "plot/canvas.h"
#include "predict/questions.h"

namespace supreme {
namespace {

TaskLabels LabelTask(const AuditCall& call, const Task& task, const Pack& pack,
                     const EvaluationRows& rows) {
  const LabelOptions options{ParseLabelMode(call.task.label_mode, task),
                             rows.listed && task.keep_unlabelled};
  TaskLabels labels = LabelRows(task, pack, rows.rows, options);
  if (!labels.rows.empty()) return labels;
  throw Error(ErrorCode::kInvalidInput,
              "none of " + std::to_string(rows.rows.size()) +
                  " records carries a class of the task \"" + task.name + "\"",
              pack.folder().string(), "another task, or other folds");
}

QueryBatch AskPrompts(const AuditCall& call, const Bundle& bundle, const Task& task) {
  std::vector<std::string> prompts;
  for (const TaskClass& task_class : task.classes) prompts.push_back(task_class.prompt);
  LazyTextEncoder encoder(call.model.text_encoder, static_cast<int>(call.model.threads));
  return AskTexts(bundle, prompts,
                  [&](std::span<const std::string> texts) { return encoder.Encode(bundle, texts); })
      .batch;
}

}  // namespace

void AddAuditFlags(Arguments& flags, AuditCall& call) {
  AddTaskFlags(flags, call.task);
  AddRowFlags(flags, call.rows);
  AddModelFlags(flags, call.model);
  flags.Option("--seed", call.seed, "of everything that is drawn");
}

void CheckAuditCall(const AuditCall& call) {
  CheckRange("--seed", call.seed, 0, INT64_MAX);
  CheckModelFlags(call.model);
}

void AddAuditLimits(Arguments& flags, AuditLimits& limits) {
  flags.Option("--min-positives", limits.min_positives,
               "positive records a class needs to be counted");
  flags.Option("--bootstrap", limits.bootstrap, "resamples per interval and p-value, 0 = none");
}

void CheckAuditLimits(const AuditLimits& limits) {
  CheckRange("--min-positives", limits.min_positives, 1, 1'000'000);
  CheckRange("--bootstrap", limits.bootstrap, 0, 1'000'000);
}

void AddAuditOutput(Arguments& flags, AuditOutput& output) {
  flags.Option("--page", output.page, "HTML page to write");
  flags.Option("--plot", output.plot, "picture to write: .svg, .png or .pdf");
  AddResultFlags(flags, output.result);
}

void WriteAudit(const AuditOutput& output, const AuditTexts& texts) {
  if (!output.page.empty()) WriteAuditFile(output.page, texts.page());
  if (!output.plot.empty()) {
    WriteAuditFile(output.plot,
                   RenderPicture(ForestChartSize(texts.chart),
                                 {PictureFormatOf(output.plot), DescribeForestChart(texts.chart)},
                                 [&](Canvas& canvas) { DrawForestChart(canvas, texts.chart); }));
  }
  WriteResult(output.result, texts.result);
}

void CheckAuditOutput(const AuditOutput& output) {
  if (!output.plot.empty()) PictureFormatOf(output.plot);  // a wrong ending is said before any work
  CheckResultFlags(output.result);
  for (const auto& path : {output.page, output.plot}) PrepareOutput(path);
}

AuditRun::AuditRun(const AuditCall& call)
    : task_(ReadTask(TaskFile(call.task.task))),
      pack_(call.task.pack),
      rows_(SelectRows(pack_, call.rows.folds, call.rows.split_csv)),
      bundle_(ReadBundle(BundleFolder(call.model.bundle))),
      labels_(LabelTask(call, task_, pack_, rows_)),
      patients_(NumberPatients(pack_, labels_.rows)),
      label_mode_(task_.acronyms.empty() ? "any-code" : call.task.label_mode),
      seed_(static_cast<uint64_t>(call.seed)),
      batch_size_(static_cast<size_t>(call.model.batch_size)) {
  const QueryBatch queries = AskPrompts(call, bundle_, task_);
  predictor_ = std::make_unique<EnginePredictor>(bundle_, PredictorOptions(call.model));
  predictor_->SetQueries(queries);
}

AuditScores AuditRun::Score() {
  return SplitByClass(task_, labels_, ScoreRows(*predictor_, pack_, labels_.rows, batch_size_));
}

AuditFacts AuditRun::Facts(const AuditLimits& limits) const {
  AuditFacts facts;
  facts.task = task_.name;
  facts.bundle_name = predictor_->info().name;
  facts.bundle_id = predictor_->info().bundle_id;
  facts.pack_id = pack_.id();
  facts.split_description = rows_.description;
  facts.split_hash = rows_.hash;
  facts.label_mode = label_mode_;
  facts.record_count = labels_.rows.size();
  facts.patient_count =
      patients_.empty() ? 0 : *std::max_element(patients_.begin(), patients_.end()) + uint64_t{1};
  facts.seed = seed_;
  facts.min_positives = static_cast<uint64_t>(limits.min_positives);
  facts.bootstrap.resample_count = static_cast<uint64_t>(limits.bootstrap);
  return facts;
}

void WriteAuditFile(const std::string& path, const std::string& content) {
  const std::filesystem::path target(path);
  if (target.has_parent_path()) MakeFolder(target.parent_path());
  WriteFileAtomically(target, content);
}

}  // namespace supreme
