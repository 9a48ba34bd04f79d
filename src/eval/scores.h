// Evaluation of any system's scores: per class and in means, with intervals, decisions at
// thresholds and calibration.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "eval/score_matrix.h"
#include "stats/bootstrap.h"
#include "stats/calibration.h"
#include "stats/confusion.h"

namespace supreme {

enum class IntervalMethod {
  kBootstrap,  // percentiles over records, or patients when they are given
  kDeLong,     // normal; for AUROC per class only, means keep the bootstrap
};

struct ScoresOptions {
  BootstrapOptions bootstrap;
  IntervalMethod interval = IntervalMethod::kBootstrap;
  uint64_t seed = 1;
  // Classes with fewer positive records are listed, but stay out of the means.
  uint64_t min_positives = 1;
  std::vector<double> thresholds;  // per class, or empty: no decisions
  size_t calibration_bins = 0;     // 0: scores are not read as probabilities
};

// A figure with its interval; nothing where undefined.
struct ScoreFigure {
  std::optional<double> value;
  std::optional<Interval> interval;
};

struct ClassScores {
  std::string name;
  uint64_t positive_count = 0;
  uint64_t negative_count = 0;
  ScoreFigure auroc;
  ScoreFigure average_precision;
  std::optional<double> threshold;
  Confusion decisions;                      // at the threshold
  std::optional<double> calibration_error;  // these two when bins were asked for
  std::optional<double> brier;
  bool Defined() const { return positive_count > 0 && negative_count > 0; }
};

// Means over a group of the defined classes that have at least min_positives positive records.
struct ScoreMeans {
  std::string name;  // "all", "weighted" by positives, "10 to 49 positives" …
  uint64_t class_count = 0;
  ScoreFigure auroc;
  ScoreFigure average_precision;
};

struct ScoresResult {
  std::vector<ClassScores> classes;  // in the order of the labels
  ScoreMeans macro;
  ScoreMeans weighted;               // each class counts its positive records
  std::vector<ScoreMeans> by_count;  // of positive records; groups without a class are left out
  std::optional<double> macro_f1;    // these three over the classes where they are defined
  std::optional<double> macro_sensitivity;
  std::optional<double> macro_specificity;
  std::vector<ReliabilityBin> bins;  // over all scores of all classes
  std::optional<double> calibration_error;
  std::optional<double> brier;
  std::optional<double> challenge_score;
  uint64_t record_count = 0;
  uint64_t patient_count = 0;  // 0: records were drawn on their own
};

// `patients` numbers the patient of each record from 0, or is empty. Errors: kInvalidInput for a
// score outside [0, 1] when bins are asked for; kCancelled.
ScoresResult EvaluateScores(const ScoredLabels& data, std::span<const uint32_t> patients,
                            const ScoresOptions& options);

}  // namespace supreme
