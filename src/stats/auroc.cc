#include "stats/auroc.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/error.h"

namespace supreme {

RankedScores::RankedScores(std::span<const double> scores, std::span<const uint8_t> positive) {
  SUPREME_CHECK(scores.size() == positive.size() && scores.size() < (size_t{1} << 31));
  for (size_t i = 0; i < scores.size(); ++i) {
    if (std::isnan(scores[i])) {
      throw Error(ErrorCode::kInvalidInput, "score is not a number", "record " + std::to_string(i));
    }
  }
  std::vector<uint32_t> order(scores.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(),
            [&](uint32_t a, uint32_t b) { return scores[a] < scores[b]; });
  records_.reserve(order.size());
  for (size_t i = 0; i < order.size(); ++i) {
    const bool ends_tie = i + 1 == order.size() || scores[order[i]] != scores[order[i + 1]];
    records_.push_back({order[i], positive[order[i]] != 0, ends_tie});
  }
}

std::optional<double> RankedScores::Auroc() const {
  return Auroc(std::vector<uint32_t>(records_.size(), 1));
}

std::optional<double> RankedScores::Auroc(std::span<const uint32_t> counts) const {
  SUPREME_CHECK(counts.size() == records_.size());
  uint64_t negatives_below = 0;
  uint64_t positives = 0;
  uint64_t tied[2] = {0, 0};  // negatives, positives
  uint64_t half_wins = 0;     // integers: the sum has no rounding
  for (const Ranked& ranked : records_) {
    tied[ranked.positive ? 1 : 0] += counts[ranked.record];
    if (!ranked.ends_tie) continue;
    half_wins += tied[1] * (2 * negatives_below + tied[0]);
    negatives_below += tied[0];
    positives += tied[1];
    tied[0] = tied[1] = 0;
  }
  if (positives == 0 || negatives_below == 0) return std::nullopt;
  return static_cast<double>(half_wins) /
         (2.0 * static_cast<double>(positives) * static_cast<double>(negatives_below));
}

std::optional<double> RankedScores::AveragePrecision() const {
  return AveragePrecision(std::vector<uint32_t>(records_.size(), 1));
}

std::optional<double> RankedScores::AveragePrecision(std::span<const uint32_t> counts) const {
  SUPREME_CHECK(counts.size() == records_.size());
  uint64_t hits = 0;
  uint64_t called = 0;  // records at or above the threshold
  uint64_t tied_hits = 0;
  double sum = 0.0;
  for (size_t i = records_.size(); i > 0; --i) {
    const Ranked& ranked = records_[i - 1];
    called += counts[ranked.record];
    if (ranked.positive) tied_hits += counts[ranked.record];
    const bool begins_tie = i == 1 || records_[i - 2].ends_tie;
    if (!begins_tie || tied_hits == 0) continue;
    hits += tied_hits;
    sum += static_cast<double>(tied_hits) * static_cast<double>(hits) / static_cast<double>(called);
    tied_hits = 0;
  }
  if (hits == 0 || hits == called) return std::nullopt;
  return sum / static_cast<double>(hits);
}

std::optional<double> Auroc(std::span<const double> scores, std::span<const uint8_t> positive) {
  return RankedScores(scores, positive).Auroc();
}

}  // namespace supreme
