// The robustness table as JSON, CSV and text.
//
//   {"kind": "robustness", facts of eval/audit.h, "n_classes": 15, "n_counted": 12,
//    "correction": "holm", "clean": {"auc", "low", "high", "classes": {CODE: auc, …}},
//    "conditions": [{"fault": "white", "level": "12 dB", "x": 12, "auc", "low", "high",
//                    "difference": {"value", "low", "high"}, "p", "p_holm",
//                    "score_change": 0.03, "classes": {CODE: auc, …}}, …]}
//
// Numbers are null where undefined; "x" is null for faults that stand on no axis.
#pragma once

#include <string>

#include "core/json.h"
#include "eval/robustness.h"

namespace supreme {

struct RobustnessReport {
  AuditFacts facts;
  RobustnessResult result;
};

OrderedJson RobustnessJson(const RobustnessReport& report);
// One row per condition; the first is the records as they are.
std::string RobustnessCsv(const RobustnessReport& report);
std::string RobustnessTable(const RobustnessReport& report);

// "White noise" of "white".
std::string KindTitle(const std::string& kind);

}  // namespace supreme
