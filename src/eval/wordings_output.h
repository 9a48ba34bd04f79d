// Results of wordings and opposites, as JSON and as text.
//
//   {"kind": "wordings", "n_records": 330, "bundle": {"name": …, "id": …}, "pack_id": …,
//    "split": {"description": …, "hash": …}, "seed": 1, "software": …,
//    "losses": {"wordings": LOSS, "abbreviations": LOSS, "signs": LOSS},
//    "classes": [{"code": …, "name": …, "n_pos": 7, "n_neg": 323, "auc": …, "low": …, "high": …,
//                 "asked": [{"how": "wordings", "text": …, "kind": "new", "resolved_to": …,
//                            "raw": 0.88, "resolved": 0.91}, …]}, …],
//    "opposites": [{"query": …, "other": …, "n_own": 7, "n_other": 9, "n_neither": 314,
//                   "own": 0.97, "auc": 0.52, "low": …, "high": …}, …]}
//   LOSS = {"n_classes": 20, "n_texts": 70, "name": 0.93, "raw": 0.85, "resolved": 0.9,
//           "raw_loss": 0.08, "resolved_loss": 0.03}: means over classes of the mean over texts
#pragma once

#include <string>

#include "core/json.h"
#include "eval/wordings.h"

namespace supreme {

struct WordingReport {
  std::string bundle_name;
  std::string bundle_id;
  std::string pack_id;
  std::string split_description;
  std::string split_hash;
  uint64_t seed = 1;
  uint64_t min_positives = 1;
  uint64_t record_count = 0;
  WordingResult result;
};

OrderedJson WordingJson(const WordingReport& report);
std::string WordingTable(const WordingReport& report);

}  // namespace supreme
