// Where a system's scores become decisions, and how its scores become probabilities: both learnt on
// other records than the reported ones.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "eval/score_matrix.h"

namespace supreme {

struct Thresholds {
  std::vector<double> values;  // per class
  std::string description;     // "0.5", "highest F1 on the validation records" …
};

// `text` is a number for all classes, a CSV file class,threshold, or a rule: "f1" (highest F1) and
// "youden" (highest sensitivity + specificity) on `validation`, "best-on-test" (highest F1 on
// `data` itself, which flatters). A class without both kinds of records keeps 0.5 under a rule.
// Errors: kUsage for a rule without validation records or another text; kNotFound for a class
// without a line in the file.
Thresholds MakeThresholds(const std::string& text, const ScoredLabels& data,
                          const ScoredLabels* validation);

// Scores by sigmoid(logit / temperature), one temperature for all classes, fitted on `validation`;
// returns the temperature. kInvalidInput when it has no best value. Scores must lie in [0, 1].
double ApplyTemperature(const ScoredLabels& validation, ScoredLabels& data);

// Scores by a rising map per class, fitted on `validation`.
void ApplyIsotonic(const ScoredLabels& validation, ScoredLabels& data);

// Logits to probabilities.
void ApplySigmoid(ScoredLabels& data);

// True when all scores lie in [0, 1].
bool AreProbabilities(const ScoredLabels& data);

}  // namespace supreme
