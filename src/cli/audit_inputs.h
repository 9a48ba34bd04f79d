// What the auditing verbs share: a model that is asked a task's prompts on rows of a pack.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cli/eval_flags.h"
#include "cli/eval_inputs.h"
#include "data/task.h"
#include "eval/audit.h"
#include "predict/engine_predictor.h"

namespace supreme {

struct AuditCall {
  ModelFlags model;
  RowFlags rows;
  std::string pack;
  std::string task;
  std::string label_mode = "exact";
  int64_t seed = 1;
};

// The model's and rows' flags, --pack, --task, --label-mode and --seed.
void AddAuditFlags(Arguments& flags, AuditCall& call);
// kUsage for values out of range.
void CheckAuditCall(const AuditCall& call);

// How results are judged and written; not every verb has all of it.
struct AuditOutput {
  int64_t min_positives = 10;
  int64_t bootstrap = 1000;
  std::string output;
  std::string page;
  std::string plot;
  std::string format = "table";
};

// --min-positives, --bootstrap, --output, --page, --plot and --format table|json|csv.
void AddAuditOutput(Arguments& flags, AuditOutput& output);
void CheckAuditOutput(const AuditOutput& output);

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
  AuditFacts Facts(const AuditOutput& output) const;

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
