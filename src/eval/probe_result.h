// What a probe is asked and what it found: shared by linear probes and fine-tuning.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/json.h"
#include "data/pack.h"
#include "data/task.h"
#include "data/task_labels.h"
#include "eval/probe_recipe.h"
#include "eval/probe_records.h"
#include "eval/probe_training.h"
#include "predict/feature_encoder.h"
#include "stats/bootstrap.h"

namespace supreme {

struct ProbeInput {
  const Pack& pack;
  const Task& task;
  ProbeSplit split;
  LabelMode label_mode = LabelMode::kExact;
  // How this pack was split when the encoder was pre-trained on it; empty when it was not.
  std::string pretraining_split = {};
};

// For ProbeInput: from the bundle's facts and those of the bundles that it started from.
std::string PretrainingSplit(const OrderedJson& training, const std::string& pack_id);

struct ProbeOptions {
  ProbeRecipe recipe;
  int percent = 100;  // of the training records; not with shots
  size_t shots = 0;   // per class, 0 = a share instead
  std::vector<uint64_t> seeds = {1, 2, 3};
  size_t threads = 0;  // seeds trained at once, 0 = all cores
  BootstrapOptions bootstrap;
};

struct ProbeClassResult {
  std::string code;
  uint64_t positive_count = 0;  // of the test records
  uint64_t negative_count = 0;
  double train_positive_count = 0.0;  // mean over the seeds' training records
  bool trained_by_all_seeds = true;   // every seed had a positive training record
  std::optional<double> auc;          // mean over seeds; nothing when all test labels are the same
  std::optional<double> deviation;    // over seeds
  std::optional<Interval> interval;   // of the mean, over resampled test records
};

// Mean over seeds of the mean over classes.
struct ProbeMacro {
  uint64_t class_count = 0;
  uint64_t defined_count = 0;
  std::optional<double> auc;
  std::optional<double> deviation;  // sample standard deviation over seeds, from two seeds on
  std::optional<Interval> interval;
};

struct ProbeResult {
  std::string task;
  std::string dataset;
  std::string label_mode;
  FeatureEncoderInfo encoder;
  std::string pack_id;
  WindowOptions window;
  std::string split_description;
  std::string split_hash;  // of the whole split, before a share is taken
  std::string train_hash;  // of the records trained on, all seeds together
  std::string pretraining_split;
  ProbeOptions options;
  size_t train_count = 0;  // mean over seeds, rounded
  size_t validation_count = 0;
  size_t test_count = 0;
  std::vector<ProbeRun> runs;
  std::vector<ProbeClassResult> classes;  // in the order of the task
  ProbeMacro all;
  // Over the classes that every seed had positive training records of.
  ProbeMacro trained;
};

// Indices into the training records that each seed trains on.
std::vector<std::vector<uint32_t>> ProbeTrainingIndices(const ProbeInput& input,
                                                        const ProbeRecords& records,
                                                        const ProbeOptions& options);

// One run per seed, in the order of the options.
struct TrainedProbes {
  const ProbeRecords& records;
  const std::vector<std::vector<uint32_t>>& indices;
  std::vector<ProbeRun> runs;
};

// AUCs, deviations and intervals of the runs.
ProbeResult SummariseProbes(const FeatureEncoderInfo& encoder, const ProbeInput& input,
                            const ProbeOptions& options, TrainedProbes trained);

}  // namespace supreme
