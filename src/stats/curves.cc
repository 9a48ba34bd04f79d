#include "stats/curves.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <string>

#include "core/error.h"

namespace supreme {

std::vector<DecisionStep> DecisionSteps(std::span<const double> scores,
                                        std::span<const uint8_t> positive) {
  SUPREME_CHECK(scores.size() == positive.size());
  std::vector<size_t> order(scores.size());
  std::iota(order.begin(), order.end(), size_t{0});
  for (const size_t i : order) {
    if (!std::isnan(scores[i])) continue;
    throw Error(ErrorCode::kInvalidInput, "score is not a number", "record " + std::to_string(i));
  }
  std::ranges::sort(order, std::greater<>(), [&](size_t i) { return scores[i]; });
  std::vector<DecisionStep> steps;
  for (const size_t i : order) {
    if (steps.empty() || steps.back().score != scores[i]) {
      DecisionStep next = steps.empty() ? DecisionStep{} : steps.back();
      next.score = scores[i];
      steps.push_back(next);
    }
    ++(positive[i] != 0 ? steps.back().true_positives : steps.back().false_positives);
  }
  return steps;
}

}  // namespace supreme
