// How much the answer to one question moves when others are asked beside it. The fusion network has
// self-attention among the queries (paper §2, appendix F.1), so a score depends on the whole set;
// a network without it must not move at all.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "eval/zero_shot.h"
#include "vocab/query_set.h"

namespace supreme {

struct IndependenceOptions {
  size_t half_count = 5;       // times that the task is split in random halves
  size_t addition_count = 5;   // times that other queries are added
  size_t added_queries = 20;   // in each of them
  size_t max_records = 1000;   // more are drawn at random; 0 = all
  size_t batch_size = 0;       // records per call; 0 = what the predictor prefers
  uint64_t min_positives = 1;  // positive records that a class needs to count in mean AUROCs
  BootstrapOptions bootstrap;
  uint64_t seed = 1;
};

struct IndependenceInput {
  const Pack& pack;
  const Task& task;
  EvaluationRows rows;
  LabelMode label_mode = LabelMode::kExact;
  const QueryBatch& questions;  // one per class, in the order of the task
  const QuerySet& known;        // of the bundle: where added queries come from
};

// Against the scores that the class got among all of the task. Probabilities.
struct ScoreMovement {
  double max_change = 0.0;
  double mean_change = 0.0;                // absolute, over records and sets
  std::optional<double> rank_correlation;  // of the records; mean over sets; none when constant
  std::optional<double> auroc_change;      // mean over sets
  std::optional<Interval> interval;        // of the change
};

struct ClassIndependence {
  std::string code;
  std::string prompt;
  uint64_t positive_count = 0;
  uint64_t negative_count = 0;
  std::optional<double> auroc;           // among all questions of the task
  std::vector<ScoreMovement> movements;  // one per setting
};

// A way to ask the classes beside other questions.
struct IndependenceSetting {
  std::string name;        // "reordered", "alone", "halves", "added"
  size_t set_count = 0;    // sets in which each class was asked
  size_t query_count = 0;  // questions in a set, at most
  ScoreMovement all;       // max, means and mean AUROC over the classes
  std::optional<double> lowest_rank_correlation;
};

struct IndependenceResult {
  uint64_t record_count = 0;
  uint64_t labelled_record_count = 0;  // before records were drawn
  std::vector<ClassIndependence> classes;
  std::vector<IndependenceSetting> settings;
  std::optional<double> auroc;  // mean over the classes, among all questions of the task
  uint64_t defined_count = 0;   // classes in the mean
};

// "reordered" asks the same set in another order: what moves there is rounding. "added" takes
// queries of the bundle that are far from every question (cosine under 0.8); the setting is left
// out when there are none. Sets the predictor's queries many times: with C classes 2 + C +
// 2 half_count + addition_count passes over the records, with progress. Errors: kInvalidInput when
// no row carries a class of the task, kCancelled, the predictor's own.
IndependenceResult EvaluateIndependence(Predictor& predictor, const IndependenceInput& input,
                                        const IndependenceOptions& options);

}  // namespace supreme
