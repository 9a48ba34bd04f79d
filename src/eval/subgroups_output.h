// The subgroup table as JSON, CSV and text.
//
//   {"kind": "subgroups", facts of eval/audit.h, "min_records": 30, "correction": "holm",
//    "n_comparisons": 12, "n_class_comparisons": 80,
//    "groups": [{"division": "sex", "group": "female", "n_records": 70, "n_rest": 66,
//                "n_classes": 5, "omitted": null, GAP,
//                "classes": [{"code", "n_pos", "n_neg", "rest_n_pos", "rest_n_neg", GAP}, …]}, …]}
//   GAP = "auc", "low", "high", "rest": {"auc", "low", "high"},
//         "difference": {"value", "low", "high"}, "p", "p_holm"
//
// Numbers are null where undefined.
#pragma once

#include <string>

#include "core/json.h"
#include "eval/subgroups.h"

namespace supreme {

struct SubgroupReport {
  AuditFacts facts;
  uint64_t min_records = 30;
  SubgroupResult result;
};

// Compared groups whose mean differs from that of the rest, better or worse.
size_t CountDifferent(const SubgroupReport& report);

OrderedJson SubgroupsJson(const SubgroupReport& report);
// One row per group (class empty) and per class in it.
std::string SubgroupsCsv(const SubgroupReport& report);
// Worst gaps first, then single classes that differ.
std::string SubgroupsTable(const SubgroupReport& report);

}  // namespace supreme
