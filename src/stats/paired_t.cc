#include "stats/paired_t.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "core/error.h"
#include "stats/distributions.h"
#include "stats/ranks.h"

namespace supreme {

std::optional<PairedT> PairedTTest(std::span<const double> first, std::span<const double> second,
                                   Alternative alternative, double confidence) {
  SUPREME_CHECK(first.size() == second.size() && confidence > 0.0 && confidence < 1.0);
  CheckFinite(first, "paired t-test, first");
  CheckFinite(second, "paired t-test, second");
  if (first.size() < 2) return std::nullopt;
  std::vector<double> differences(first.size());
  std::transform(first.begin(), first.end(), second.begin(), differences.begin(), std::minus<>());
  const auto count = static_cast<double>(first.size());
  PairedT result;
  result.pair_count = first.size();
  result.mean_difference = std::accumulate(differences.begin(), differences.end(), 0.0) / count;
  if (std::ranges::adjacent_find(differences, std::not_equal_to<>()) == differences.end()) {
    return std::nullopt;
  }
  double squares = 0.0;
  for (const double difference : differences) {
    squares += (difference - result.mean_difference) * (difference - result.mean_difference);
  }
  result.df = count - 1.0;
  result.deviation = std::sqrt(squares / result.df);
  const double error = result.deviation / std::sqrt(count);
  result.t = result.mean_difference / error;
  result.p = TailProbability(result.t, alternative,
                             [&](double t) { return StudentUpperTail(t, result.df); });
  const double reach = error * StudentQuantile(0.5 + 0.5 * confidence, result.df);
  result.low = result.mean_difference - reach;
  result.high = result.mean_difference + reach;
  return result;
}

}  // namespace supreme
