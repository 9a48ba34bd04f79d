// What faults of recordings cost a model: AUROC on faulty copies of the same records, each paired
// with the records as they are. A fault comes before resampling and normalisation, as in life: the
// predictor gets the faulty window and prepares it as any other.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "eval/asked_texts.h"
#include "eval/audit.h"
#include "eval/robustness_conditions.h"

namespace supreme {

struct RobustnessInput {
  const Pack& pack;
  const Task& task;
  const TaskLabels& labels;
  std::span<const uint32_t> patients;  // of the rows, from 0
};

struct RobustnessOptions {
  size_t batch_size = 8;  // records per call
  uint64_t min_positives = 1;
  BootstrapOptions bootstrap;
  uint64_t seed = 1;  // of the faults and of the bootstrap
};

struct ConditionResult {
  std::string kind;
  std::string level;
  double x = 0.0;                             // see Condition
  Figure mean;                                // over the classes with enough positives
  std::optional<double> difference;           // of the mean, faulty − as recorded
  std::optional<Interval> interval;           // of the difference, same resamples for both
  std::optional<double> p;                    // two-sided, ResampledPValue over patients
  std::optional<double> p_holm;               // corrected over all conditions
  double score_change = 0.0;                  // mean |score − score as recorded|, all classes
  std::vector<std::optional<double>> aurocs;  // per class of the task
};

struct RobustnessResult {
  std::vector<std::string> classes;
  std::vector<uint64_t> positive_counts;
  size_t counted_classes = 0;  // that the means are over
  ConditionResult clean;       // the records as they are: kind "clean", no difference
  std::vector<ConditionResult> conditions;
};

// The predictor's queries must be the task's prompts. The same seed gives the same figures. Shows
// progress; kCancelled on interrupt; kInvalidInput when no class can be judged.
RobustnessResult EvaluateRobustness(Predictor& predictor, const RobustnessInput& input,
                                    std::span<const Condition> conditions,
                                    const RobustnessOptions& options);

}  // namespace supreme
