#include "stats/youden.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "core/error.h"

namespace supreme {

std::optional<YoudenPoint> FindYoudenPoint(std::span<const double> scores,
                                           std::span<const uint8_t> positive) {
  SUPREME_CHECK(scores.size() == positive.size());
  if (std::any_of(scores.begin(), scores.end(), [](double score) { return std::isnan(score); })) {
    throw Error(ErrorCode::kInvalidInput, "score is not a number", "scores");
  }
  const auto positives = static_cast<size_t>(
      std::count_if(positive.begin(), positive.end(), [](uint8_t value) { return value != 0; }));
  const size_t negatives = positive.size() - positives;
  if (positives == 0 || negatives == 0) return std::nullopt;
  std::vector<size_t> order(scores.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::sort(order.begin(), order.end(), [&](size_t a, size_t b) { return scores[a] > scores[b]; });
  YoudenPoint best;
  double best_index = -1.0;
  size_t hits = 0;
  size_t false_alarms = 0;
  for (size_t i = 0; i < order.size(); ++i) {
    (positive[order[i]] != 0 ? hits : false_alarms) += 1;
    const bool last = i + 1 == order.size();
    if (!last && scores[order[i]] == scores[order[i + 1]]) continue;
    const double sensitivity = static_cast<double>(hits) / static_cast<double>(positives);
    const double specificity =
        1.0 - static_cast<double>(false_alarms) / static_cast<double>(negatives);
    if (sensitivity + specificity - 1.0 <= best_index) continue;
    best_index = sensitivity + specificity - 1.0;
    const double threshold =
        last ? scores[order[i]] : std::midpoint(scores[order[i]], scores[order[i + 1]]);
    best = {threshold, sensitivity, specificity};
  }
  return best;
}

}  // namespace supreme
