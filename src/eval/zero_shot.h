// Zero-shot evaluation: every class of a task is asked by its prompt, and the scores are compared
// with the labels by AUROC per class and by their mean (paper §3.2).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/json.h"
#include "data/pack.h"
#include "data/task.h"
#include "data/task_labels.h"
#include "eval/class_question.h"
#include "eval/prompt_ensemble.h"
#include "predict/predictor.h"
#include "stats/bootstrap.h"

namespace supreme {

// The rows to evaluate on.
struct EvaluationRows {
  std::vector<size_t> rows;  // of the pack
  std::string description;   // "folds 9,10"
  std::string hash;          // SplitSha256 of data/split_file.h
  bool listed = false;       // named one by one in a split file, not chosen by fold
};

// Which prompts were asked.
struct PromptSource {
  std::string set = "task";         // name of the prompt set; "task" for those of the task file
  std::string hash = {};            // PromptsSha256
  OrderedJson generated = nullptr;  // of a set that a model wrote: which model, when
};

struct ZeroShotInput {
  const Pack& pack;
  const Task& task;
  EvaluationRows rows;
  std::vector<ClassQuestion> questions;  // one per class, in the order of the task
  LabelMode label_mode = LabelMode::kExact;
  PromptEnsemble ensemble = {};  // without classes: query c of the predictor answers for class c
  PromptSource prompts = {};
};

struct ZeroShotOptions {
  size_t batch_size = 0;  // records per call; 0 = what the predictor prefers
  // Classes with fewer positive records are listed, but stay out of the means: their AUC says
  // little.
  uint64_t min_positives = 1;
  BootstrapOptions bootstrap;
  uint64_t seed = 1;
};

// One prompt of several.
struct PromptResult {
  std::string prompt;
  ClassQuestion question;
  std::optional<double> auroc;  // of this prompt alone; nothing for mean embeddings
};

struct ClassResult {
  std::string code;
  std::string prompt;
  std::string source;
  ClassQuestion question;
  uint64_t positive_count = 0;
  uint64_t negative_count = 0;
  std::optional<double> auroc;  // nothing when no record or every record is positive
  std::optional<Interval> interval;
  std::vector<PromptResult> prompts = {};  // of an ensemble, else empty
};

// Mean over the defined classes of a group that have at least min_positives positive records.
struct MacroResult {
  uint64_t class_count = 0;
  uint64_t defined_count = 0;  // that the mean is over
  std::optional<double> auroc;
  std::optional<Interval> interval;
};

struct ZeroShotResult {
  std::string task;
  std::string dataset;
  std::string bundle_name;
  std::string bundle_id;
  std::string pack_id;
  WindowOptions window;    // the pack's
  std::string label_mode;  // "exact" or "merl"; "any-code" for tasks with one kind of labels
  // Between the label modes, on the evaluated records.
  std::vector<LabelDifference> label_differences;
  std::string split_description;
  std::string split_hash;
  uint64_t seed = 0;
  uint64_t min_positives = 1;
  BootstrapOptions bootstrap;
  PromptSource prompts;
  // How the scores of a class's prompts became one; nothing when no class has several.
  std::optional<PromptCombination> combination;
  uint64_t record_count = 0;
  std::vector<ClassResult> classes;  // in the order of the task
  MacroResult all;
  MacroResult seen;
  MacroResult unseen;
};

// The predictor's queries must be set to the questions' texts, or to the batch of the ensemble.
// Errors: kInvalidInput when no row carries a class of the task, kCancelled, the predictor's own.
ZeroShotResult EvaluateZeroShot(Predictor& predictor, const ZeroShotInput& input,
                                const ZeroShotOptions& options);

}  // namespace supreme
