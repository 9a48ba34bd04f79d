// Results of classes that were left out of training, as JSON and as text.
//
//   {"kind": "leave-out", "n_records": 330, "pack_id": …, "split": {"description": …, "hash": …},
//    "seed": 1, "software": …, "means": {"described": MEAN, "sign_product": MEAN, …},
//    "classes": [{"code": "AFLT", "bundle_id": …, "n_pos": 7, "n_neg": 323, "name": ASKED,
//                 "described": FIGURE, "sign_product": FIGURE, "sign_minimum": FIGURE,
//                 "descriptions": [ASKED, …], "signs": [ASKED, …],
//                 "nearest": [NEIGHBOUR, …], "most_alike": [NEIGHBOUR, …]}, …]}
//   FIGURE = {"auc": 0.91, "low": 0.85, "high": 0.96}; ASKED = FIGURE with "text"
//   NEIGHBOUR = {"query": …, "similarity": 0.61, "correlation": 0.42, "auc": 0.7}
//   MEAN = {"n_classes": 8, "auc": 0.83, "lowest": 0.71}, over classes with enough positives
#pragma once

#include <string>
#include <vector>

#include "core/json.h"
#include "eval/leave_out.h"

namespace supreme {

struct LeaveOutReport {
  std::string pack_id;
  std::string split_description;
  std::string split_hash;
  uint64_t seed = 1;
  uint64_t min_positives = 1;
  uint64_t record_count = 0;
  std::vector<LeftOutResult> classes;
};

OrderedJson LeaveOutJson(const LeaveOutReport& report);
std::string LeaveOutTable(const LeaveOutReport& report);

}  // namespace supreme
