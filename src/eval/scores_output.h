// Results of `supreme eval scores` as JSON, CSV and text.
//
// JSON has the keys of a zero-shot result (eval/zero_shot_output.h) as far as they have a meaning
// here, and more figures:
//   {"kind": "scores", "task": …, "n_records": 2158, "n_patients": 1900 or null,
//    "predictions": {"file": …, "sha256": …}, "labels": {"file": …, "sha256": …},
//    "seed": 1, "min_positives": 1, "interval": "bootstrap",
//    "bootstrap": {"n_resamples": 1000, "confidence": 0.95}, "software": …,
//    "thresholds": …, "calibration": {"method": …, "temperature": …, "ece": …, "brier": …,
//    "bins": [{"low", "high", "n", "mean_probability", "positive_share"}, …]} or null,
//    "macro": MEANS, "macro_weighted": MEANS, "by_positives": [MEANS, …], "undefined": ["CODE", …],
//    "challenge_score": 0.4, "classes": [{"code": …, "n_pos": …, "n_neg": …, "auc": …, "low": …,
//    "high": …, "ap": …, "ap_low": …, "ap_high": …, "threshold": …, "sensitivity": …,
//    "specificity": …, "precision": …, "f1": …, "ece": …, "brier": …}, …]}
//   MEANS = {"name": …, "n_defined": 66, "auc", "low", "high", "ap", "ap_low", "ap_high"}
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/json.h"
#include "eval/scores.h"

namespace supreme {

// What was evaluated and how.
struct ScoresDescription {
  std::string task;
  std::string predictions_file;
  std::string predictions_hash;
  std::string labels_file;
  std::string labels_hash;
  std::string thresholds;             // empty: none
  std::string calibration;            // "none", "measure", "temperature", "isotonic"
  std::optional<double> temperature;  // with "temperature"
  std::vector<std::string> left_out;  // classes with scores that no label has
  uint64_t left_out_records = 0;      // records with scores that no label has
};

OrderedJson ScoresJson(const ScoresResult& result, const ScoresOptions& options,
                       const ScoresDescription& description);
// One row per class, empty where undefined.
std::string ScoresCsv(const ScoresResult& result);
// For people: classes by falling AUROC, undefined ones last, then the means.
std::string ScoresTable(const ScoresResult& result, const ScoresOptions& options,
                        const ScoresDescription& description);

}  // namespace supreme
