#include "stats/recalibration.h"

#include <algorithm>
#include <cmath>

#include "core/error.h"
#include "stats/curves.h"
#include "stats/ranks.h"

namespace supreme {
namespace {

// Slope of the cross-entropy in the inverse temperature; it rises with it.
double Slope(std::span<const double> logits, std::span<const uint8_t> positive, double inverse) {
  double sum = 0.0;
  for (size_t i = 0; i < logits.size(); ++i) {
    sum += (Sigmoid(inverse * logits[i]) - (positive[i] != 0 ? 1.0 : 0.0)) * logits[i];
  }
  return sum;
}

// Without a logit on the wrong side, a lower temperature is always better.
bool PartsPerfectly(std::span<const double> logits, std::span<const uint8_t> positive) {
  for (size_t i = 0; i < logits.size(); ++i) {
    if (positive[i] != 0 ? logits[i] < 0.0 : logits[i] > 0.0) return false;
  }
  return true;
}

// A stretch of scores with one probability.
struct Pool {
  double positives = 0.0;
  double count = 0.0;
  size_t score_count = 0;
  double Share() const { return positives / count; }
};

}  // namespace

double Logit(double probability) {
  constexpr double kEdge = 1e-15;
  const double inside = std::clamp(probability, kEdge, 1.0 - kEdge);
  return std::log(inside) - std::log1p(-inside);
}

double Sigmoid(double logit) {
  if (logit >= 0.0) return 1.0 / (1.0 + std::exp(-logit));
  const double odds = std::exp(logit);
  return odds / (1.0 + odds);
}

std::optional<double> FitTemperature(std::span<const double> logits,
                                     std::span<const uint8_t> positive) {
  SUPREME_CHECK(logits.size() == positive.size());
  CheckFinite(logits, "temperature");
  constexpr double kLowest = 1e-6, kHighest = 1e6;  // of the inverse temperature
  double low = 0.0, high = 1.0;
  if (PartsPerfectly(logits, positive)) return std::nullopt;
  if (Slope(logits, positive, kLowest) >= 0.0) return std::nullopt;
  while (Slope(logits, positive, high) < 0.0) {
    low = high;
    high *= 2.0;
    if (high > kHighest) return std::nullopt;
  }
  for (int step = 0; step < 200; ++step) {
    const double middle = 0.5 * (low + high);
    if (middle <= low || middle >= high) break;
    (Slope(logits, positive, middle) < 0.0 ? low : high) = middle;
  }
  return 1.0 / high;
}

std::optional<IsotonicMap> IsotonicMap::Fit(std::span<const double> scores,
                                            std::span<const uint8_t> positive) {
  CheckFinite(scores, "isotonic calibration");
  auto steps = DecisionSteps(scores, positive);
  if (steps.empty()) return std::nullopt;
  IsotonicMap map;
  std::vector<Pool> pools;
  // Steps count from the highest score down; from the lowest up they are walked backwards.
  for (size_t i = steps.size(); i > 0; --i) {
    const DecisionStep above = i > 1 ? steps[i - 2] : DecisionStep{};
    const double hits = static_cast<double>(steps[i - 1].true_positives - above.true_positives);
    const double misses = static_cast<double>(steps[i - 1].false_positives - above.false_positives);
    map.scores_.push_back(steps[i - 1].score);
    pools.push_back({hits, hits + misses, 1});
    while (pools.size() > 1 && pools[pools.size() - 2].Share() >= pools.back().Share()) {
      const Pool last = pools.back();
      pools.pop_back();
      pools.back().positives += last.positives;
      pools.back().count += last.count;
      pools.back().score_count += last.score_count;
    }
  }
  for (const Pool& pool : pools) {
    map.probabilities_.insert(map.probabilities_.end(), pool.score_count, pool.Share());
  }
  return map;
}

double IsotonicMap::operator()(double score) const {
  const auto above = std::ranges::lower_bound(scores_, score);
  if (above == scores_.end()) return probabilities_.back();
  const auto index = static_cast<size_t>(above - scores_.begin());
  if (index == 0 || *above == score) return probabilities_[index];
  const double share = (score - scores_[index - 1]) / (scores_[index] - scores_[index - 1]);
  return std::lerp(probabilities_[index - 1], probabilities_[index], share);
}

}  // namespace supreme
