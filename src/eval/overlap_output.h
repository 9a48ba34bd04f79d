// What a task's classes share with pre-training, and what that does to the AUROC, as JSON, CSV and
// text.
//
//   {"kind": "overlap", "task": "ptbxl-form", "dataset": "ptbxl", "label_mode": "any-code" or null,
//    "n_records": 147 or null, "bundle": {"name": …, "id": …}, "pack_id": …,
//    "split": {"description": …, "hash": …} or null, "software": …, "threshold": 0.95,
//    "compared_with": "queries" or "wordings", "n_queries": 158, "seed": 1, "min_positives": 1,
//    "bootstrap": {"n_resamples": 1000, "confidence": 0.95},
//    "macro_all": MACRO, "macro_unseen_cosine": MACRO, "macro_unseen_code": MACRO,
//    "macro_unseen": MACRO, "paper": {"all": 0.6067, "unseen": 0.6136} or null,
//    "other_tasks": [{"task": "csn", "n_classes": 38, "n_shared": 7}, …],
//    "classes": [{"code": …, "prompt": …, "nearest": {"query": …, "wording": …,
//                 "similarity": 0.97, "words_differ": false} or null, "seen_by_cosine": true,
//                 "n_codes": 3, "n_shared_codes": 1, "shared_codes": [{"code": …, "query": …}],
//                 "seen_by_code": true, "asked_as_query": false or null, "auc": …, "low": …,
//                 "high": …, "n_pos": 12, "n_neg": 135}, …]}
//   MACRO = {"n_classes": 19, "n_defined": 19, "auc": 0.61, "low": 0.58, "high": 0.64}
//
// "macro_unseen" is over classes that are unseen by cosine and by code and were asked by a text
// that is no trained query. Figures are null where undefined or not asked for.
#pragma once

#include <optional>
#include <string>

#include "core/json.h"
#include "eval/overlap_figures.h"
#include "eval/paper_numbers.h"

namespace supreme {

struct OverlapReport {
  std::string task;
  std::string dataset;
  std::string bundle_name;
  std::string bundle_id;
  uint64_t query_count = 0;
  OverlapOptions options;
  TaskOverlap overlap;
  OverlapFigures figures;
};

// The paper's Table 10 for a task, as shares of 1.
struct PaperOverlap {
  std::optional<double> all;
  std::optional<double> unseen;  // nothing for cpsc2018: no class of it is unseen
};
// Nothing unless the task is one of the paper's six.
std::optional<PaperOverlap> PaperTable10(const PaperNumbers& numbers, const std::string& task);

OrderedJson OverlapJson(const OverlapReport& report);
// One row per class, empty where undefined.
std::string OverlapCsv(const OverlapReport& report);
// For people: classes by falling similarity, then Table 10, then other tasks.
std::string OverlapTable(const OverlapReport& report);

}  // namespace supreme
