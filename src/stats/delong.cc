#include "stats/delong.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/error.h"
#include "stats/distributions.h"
#include "stats/ranks.h"

namespace supreme {
namespace {

// How much each positive and each negative record contributes to a system's AUROC.
struct Placements {
  std::vector<double> positives;
  std::vector<double> negatives;
};

Placements PlaceRecords(const std::vector<double>& scores, std::span<const uint8_t> positive) {
  std::vector<double> groups[2];  // negatives, positives
  for (size_t i = 0; i < scores.size(); ++i) {
    if (std::isnan(scores[i])) {
      throw Error(ErrorCode::kInvalidInput, "score is not a number", "record " + std::to_string(i));
    }
    groups[positive[i] != 0 ? 1 : 0].push_back(scores[i]);
  }
  const std::vector<double> all = RankValues(scores).ranks;
  const std::vector<double> own[2] = {RankValues(groups[0]).ranks, RankValues(groups[1]).ranks};
  const auto negatives = static_cast<double>(groups[0].size());
  const auto positives = static_cast<double>(groups[1].size());
  Placements result;
  size_t next[2] = {0, 0};
  for (size_t i = 0; i < scores.size(); ++i) {
    const size_t group = positive[i] != 0 ? 1 : 0;
    const double others_below = all[i] - own[group][next[group]++];
    if (group == 1) {
      result.positives.push_back(others_below / negatives);
    } else {
      result.negatives.push_back(1.0 - others_below / positives);
    }
  }
  return result;
}

double Mean(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

// Covariance of two means.
double MeanCovariance(const std::vector<double>& x, const std::vector<double>& y) {
  const double mean_x = Mean(x), mean_y = Mean(y);
  double sum = 0.0;
  for (size_t i = 0; i < x.size(); ++i) sum += (x[i] - mean_x) * (y[i] - mean_y);
  const auto count = static_cast<double>(x.size());
  return sum / (count - 1.0) / count;
}

}  // namespace

std::optional<DeLong> DeLongCovariance(std::span<const std::vector<double>> systems,
                                       std::span<const uint8_t> positive) {
  const auto positives = static_cast<size_t>(
      std::count_if(positive.begin(), positive.end(), [](uint8_t value) { return value != 0; }));
  if (positives < 2 || positive.size() - positives < 2) return std::nullopt;
  std::vector<Placements> placements;
  for (const auto& scores : systems) {
    SUPREME_CHECK(scores.size() == positive.size());
    placements.push_back(PlaceRecords(scores, positive));
  }
  DeLong result;
  for (const Placements& system : placements) {
    result.aurocs.push_back(Mean(system.positives));
    for (const Placements& other : placements) {
      result.covariance.push_back(MeanCovariance(system.positives, other.positives) +
                                  MeanCovariance(system.negatives, other.negatives));
    }
  }
  return result;
}

Interval DeLongInterval(double auroc, double variance, double confidence) {
  SUPREME_CHECK(confidence > 0.0 && confidence < 1.0);
  const double reach = NormalQuantile(0.5 + 0.5 * confidence) * std::sqrt(std::max(0.0, variance));
  return {std::max(0.0, auroc - reach), std::min(1.0, auroc + reach), 0};
}

std::optional<AurocDifference> DeLongTest(const DeLong& delong, size_t first, size_t second) {
  const size_t count = delong.aurocs.size();
  SUPREME_CHECK(first < count && second < count);
  AurocDifference result;
  result.difference = delong.aurocs[first] - delong.aurocs[second];
  const auto& covariance = delong.covariance;
  const double variance = covariance[first * count + first] + covariance[second * count + second] -
                          2.0 * covariance[first * count + second];
  // Below this it is rounding of the three terms.
  constexpr double kRounding = 1e-14;
  if (variance <=
      kRounding * (covariance[first * count + first] + covariance[second * count + second])) {
    if (std::abs(result.difference) > kRounding) return std::nullopt;
    result.p = 1.0;
    result.difference = 0.0;
    return result;
  }
  result.standard_error = std::sqrt(variance);
  result.z = result.difference / result.standard_error;
  result.p = TailProbability(result.z, Alternative::kTwoSided, NormalUpperTail);
  return result;
}

}  // namespace supreme
