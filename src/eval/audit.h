// What audits of a model have in common: a task's scores and labels class by class, the patients,
// and the facts that every result quotes.
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
#include "predict/predictor.h"
#include "stats/bootstrap.h"

namespace supreme {

// Corrected p-values below this count as differences.
inline constexpr double kSignificance = 0.05;

struct AuditScores {
  std::vector<std::string> classes;            // codes, in the order of the task
  std::vector<std::vector<double>> scores;     // [class][record]
  std::vector<std::vector<uint8_t>> positive;  // [class][record], 0/1
  size_t record_count = 0;
};

// One column per class of the task. kInternal when the counts do not fit.
AuditScores SplitByClass(const Task& task, const TaskLabels& labels, const Scores& scores);

// Numbers the patients of rows of a pack from 0, in the order in which they appear; a record
// without a patient id is a patient of its own.
std::vector<uint32_t> NumberPatients(const Pack& pack, std::span<const size_t> rows);

// Two-sided p of a difference by the normal distribution with the deviation of its resampled values
// (Efron and Tibshirani 1993, chapter 12.4). Unlike the share of values beyond 0 it can get below
// one in the number of resamples, so that a correction for many comparisons leaves something. 1 for
// a difference of 0; nothing when the values do not vary, or are fewer than two.
std::optional<double> ResampledPValue(double difference, std::span<const double> values);

struct AuditFacts {
  std::string task;
  std::string bundle_name;
  std::string bundle_id;
  std::string pack_id;
  std::string split_description;
  std::string split_hash;
  std::string label_mode;
  uint64_t record_count = 0;
  uint64_t patient_count = 0;
  uint64_t seed = 1;
  uint64_t min_positives = 1;
  BootstrapOptions bootstrap;
};

// {"kind": KIND, "task": …, "n_records": …, "n_patients": …, "bundle": {"name", "id"}, "pack_id",
//  "split": {"description", "hash"}, "label_mode", "seed", "min_positives",
//  "bootstrap": {"n_resamples", "confidence"}, "software"}
OrderedJson FactsJson(const std::string& kind, const AuditFacts& facts);
// "ptbxl-super, folds 9,10, 136 records of 130 patients, model simulated-small"
std::string FactsLine(const AuditFacts& facts);

}  // namespace supreme
