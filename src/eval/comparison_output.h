// The comparison of two systems as JSON, CSV and text.
//
//   {"test": "DeLong", "alternative": "two-sided", "correction": "holm",
//    "macro": {"n_defined", "difference", "low", "high", "p", "method": "bootstrap"},
//    "classes": [{"code", "n_pos", "auc_first", "auc_second", "difference", "low", "high", "z",
//                 "p", "p_corrected"}, …]}
// Differences are first − second; null where undefined.
#pragma once

#include <string>

#include "core/json.h"
#include "eval/compare_scores.h"

namespace supreme {

OrderedJson ComparisonJson(const ScoresComparison& comparison);
std::string ComparisonCsv(const ScoresComparison& comparison);
std::string ComparisonTable(const ScoresComparison& comparison, const std::string& first,
                            const std::string& second);

}  // namespace supreme
