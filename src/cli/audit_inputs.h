// What the auditing verbs share: a model that is asked a task's prompts on rows of a pack.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "cli/eval_flags.h"
#include "data/task.h"
#include "eval/audit.h"
#include "eval/zero_shot.h"
#include "plot/forest_chart.h"
#include "predict/engine_predictor.h"

namespace supreme {

struct AuditCall {
  TaskFlags task;
  RowFlags rows;
  ModelFlags model;
  int64_t seed = 1;
};

// The flags of the task, the rows and the model, and --seed.
void AddAuditFlags(Arguments& flags, AuditCall& call);
// kUsage for values out of range.
void CheckAuditCall(const AuditCall& call);

// Which classes are judged, and how often records are resampled.
struct AuditLimits {
  int64_t min_positives = 10;
  int64_t bootstrap = 1000;
};

// --min-positives and --bootstrap.
void AddAuditLimits(Arguments& flags, AuditLimits& limits);
void CheckAuditLimits(const AuditLimits& limits);

// --page, --plot, --output and --format table|json|csv.
struct AuditOutput {
  std::string page;
  std::string plot;
  ResultFlags result;
};
void AddAuditOutput(Arguments& flags, AuditOutput& output);
void CheckAuditOutput(const AuditOutput& output);

// What an audit found, in each form; a page is built only when it is asked for.
struct AuditTexts {
  std::function<std::string()> page;
  ForestChart chart;
  ResultTexts result;
};
// kIo.
void WriteAudit(const AuditOutput& output, const AuditTexts& texts);

// The opened files and the model, ready to be asked: one query per class of the task.
class AuditRun {
 public:
  // Errors: those of the files; kInvalidInput when no record carries a class of the task.
  explicit AuditRun(const AuditCall& call);

  const Pack& pack() const { return pack_; }
  const Task& task() const { return task_; }
  const Bundle& bundle() const { return bundle_; }
  const TaskLabels& labels() const { return labels_; }
  const std::vector<uint32_t>& patients() const { return patients_; }
  Predictor& predictor() { return *predictor_; }
  size_t batch_size() const { return batch_size_; }

  // Scores of all labelled rows.
  AuditScores Score();
  AuditFacts Facts(const AuditLimits& limits) const;

 private:
  Task task_;
  Pack pack_;
  EvaluationRows rows_;
  Bundle bundle_;
  TaskLabels labels_;
  std::vector<uint32_t> patients_;
  std::unique_ptr<EnginePredictor> predictor_;
  std::string label_mode_;
  uint64_t seed_ = 1;
  size_t batch_size_ = 8;
};

// Writes a page or picture; the folder is made when it is missing.
void WriteAuditFile(const std::string& path, const std::string& content);

}  // namespace supreme
