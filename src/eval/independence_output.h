// How far answers move with the company of their questions, as JSON, CSV and text.
//
//   {"kind": "independence", "task": …, "dataset": …, "label_mode": "any-code", "n_records": 992,
//    "n_labelled_records": 992, "bundle": {"name": …, "id": …}, "query_self_attention": false,
//    "pack_id": …, "split": {"description": …, "hash": …}, "seed": 1, "min_positives": 1,
//    "bootstrap": {"n_resamples": 1000, "confidence": 0.95}, "software": …,
//    "macro": {"n_classes": 15, "n_defined": 15, "auc": 0.92},
//    "settings": [{"name": "alone", "n_sets": 1, "n_queries": 1, "lowest_rank_correlation": …,
//                  MOVEMENT}, …],
//    "classes": [{"code": …, "prompt": …, "n_pos": 12, "n_neg": 980, "auc": 0.93,
//                 "settings": {"alone": {MOVEMENT}, …}}, …]}
//   MOVEMENT = "max_change": 0.12, "mean_change": 0.01, "rank_correlation": 0.998,
//              "auc_change": -0.004, "low": -0.01, "high": 0.002
//
// Changes are of probabilities against those among all questions of the task, auc_change is signed.
// Settings: "reordered", "alone", "halves", "added" (eval/independence.h). null where undefined.
#pragma once

#include <string>

#include "core/json.h"
#include "eval/independence.h"

namespace supreme {

struct IndependenceReport {
  std::string task;
  std::string dataset;
  std::string label_mode;
  std::string bundle_name;
  std::string bundle_id;
  bool query_self_attention = true;  // of the network
  std::string pack_id;
  std::string split_description;
  std::string split_hash;
  IndependenceOptions options;
  IndependenceResult result;
};

OrderedJson IndependenceJson(const IndependenceReport& report);
// One row per class and setting.
std::string IndependenceCsv(const IndependenceReport& report);
// For people: the settings, then the classes that moved most.
std::string IndependenceTable(const IndependenceReport& report);

}  // namespace supreme
