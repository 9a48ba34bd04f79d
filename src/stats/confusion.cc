#include "stats/confusion.h"

#include <cmath>
#include <numeric>
#include <string>

#include "core/error.h"
#include "stats/curves.h"

namespace supreme {
namespace {

std::optional<double> Share(uint64_t part, uint64_t whole) {
  if (whole == 0) return std::nullopt;
  return static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

std::optional<double> Confusion::Sensitivity() const {
  return Share(true_positives, true_positives + false_negatives);
}

std::optional<double> Confusion::Specificity() const {
  return Share(true_negatives, true_negatives + false_positives);
}

std::optional<double> Confusion::Precision() const {
  return Share(true_positives, true_positives + false_positives);
}

std::optional<double> Confusion::F1() const {
  return Share(2 * true_positives, 2 * true_positives + false_positives + false_negatives);
}

Confusion CountDecisions(std::span<const double> scores, std::span<const uint8_t> positive,
                         double threshold) {
  SUPREME_CHECK(scores.size() == positive.size());
  Confusion result;
  for (size_t i = 0; i < scores.size(); ++i) {
    if (std::isnan(scores[i])) {
      throw Error(ErrorCode::kInvalidInput, "score is not a number", "record " + std::to_string(i));
    }
    if (scores[i] >= threshold) {
      ++(positive[i] != 0 ? result.true_positives : result.false_positives);
    } else {
      ++(positive[i] != 0 ? result.false_negatives : result.true_negatives);
    }
  }
  return result;
}

std::optional<F1Point> FindF1Point(std::span<const double> scores,
                                   std::span<const uint8_t> positive) {
  const auto steps = DecisionSteps(scores, positive);
  if (steps.empty()) return std::nullopt;
  const uint64_t positives = steps.back().true_positives;
  if (positives == 0 || steps.back().false_positives == 0) return std::nullopt;
  F1Point best;
  for (size_t i = 0; i < steps.size(); ++i) {
    const auto& step = steps[i];
    const double f1 = 2.0 * static_cast<double>(step.true_positives) /
                      static_cast<double>(step.true_positives + step.false_positives + positives);
    if (f1 <= best.f1) continue;
    const bool last = i + 1 == steps.size();
    best = {last ? step.score : std::midpoint(step.score, steps[i + 1].score), f1};
  }
  return best;
}

}  // namespace supreme
