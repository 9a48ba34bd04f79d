// ROC, precision–recall and reliability of one or two systems in one picture.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "eval/scores.h"
#include "plot/curve_chart.h"

namespace supreme {

struct FigureSystem {
  std::string name;
  const ScoredLabels* data = nullptr;
  const ScoresResult* result = nullptr;
};

// Bold: the mean over the classes of the macro mean, at equal false positive rate or sensitivity.
// Thin and grey, for one system: each class. Reliability pools the scores of all classes; it is
// left out when the scores are no probabilities. One or two systems (kInternal).
CurveChart MakeScoresFigure(const std::string& title, std::span<const FigureSystem> systems);

}  // namespace supreme
