#include "stats/wilcoxon.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/error.h"
#include "stats/distributions.h"
#include "stats/ranks.h"

namespace supreme {
namespace {

constexpr size_t kMostExact = 50;
constexpr size_t kMostExactWithTies = 13;

// P(sum of the positive ranks >= rank_sum) when every sign is as likely as its opposite. Mean ranks
// are halves, so twice a rank is whole.
double ExactUpperTail(const std::vector<double>& ranks, double rank_sum) {
  const auto n = static_cast<double>(ranks.size());
  const auto last = static_cast<size_t>(n * (n + 1.0));  // twice the sum of all ranks
  std::vector<double> ways(last + 1, 0.0);  // of 2^50 at most: whole numbers stay exact
  ways[0] = 1.0;
  for (const double rank : ranks) {
    const auto step = static_cast<size_t>(std::llround(2.0 * rank));
    for (size_t sum = last; sum >= step; --sum) ways[sum] += ways[sum - step];
  }
  double count = 0.0;
  for (auto sum = static_cast<size_t>(std::llround(2.0 * rank_sum)); sum <= last; ++sum) {
    count += ways[sum];
  }
  return std::ldexp(count, -static_cast<int>(ranks.size()));
}

double ExactP(const Wilcoxon& result, const std::vector<double>& ranks, Alternative alternative) {
  // By symmetry the lower tail of the positive ranks is the upper tail of the negative ones.
  const double greater = ExactUpperTail(ranks, result.rank_sum_plus);
  const double less = ExactUpperTail(ranks, result.rank_sum_minus);
  if (alternative == Alternative::kGreater) return greater;
  if (alternative == Alternative::kLess) return less;
  return std::min(1.0, 2.0 * std::min(greater, less));
}

double NormalP(const Wilcoxon& result, const MidRanks& ranks, Alternative alternative) {
  const auto n = static_cast<double>(ranks.ranks.size());
  const double mean = 0.25 * n * (n + 1.0);
  const double variance = (n * (n + 1.0) * (2.0 * n + 1.0) - 0.5 * TieSum(ranks)) / 24.0;
  return TailProbability((result.rank_sum_plus - mean) / std::sqrt(variance), alternative,
                         NormalUpperTail);
}

}  // namespace

std::optional<Wilcoxon> WilcoxonTest(std::span<const double> first, std::span<const double> second,
                                     Alternative alternative) {
  SUPREME_CHECK(first.size() == second.size());
  CheckFinite(first, "Wilcoxon test, first");
  CheckFinite(second, "Wilcoxon test, second");
  std::vector<double> sizes;
  std::vector<bool> positive;
  for (size_t i = 0; i < first.size(); ++i) {
    const double difference = first[i] - second[i];
    if (difference == 0.0) continue;
    sizes.push_back(std::abs(difference));
    positive.push_back(difference > 0.0);
  }
  if (sizes.empty()) return std::nullopt;
  const MidRanks ranks = RankValues(sizes);
  Wilcoxon result;
  result.pair_count = first.size();
  result.zero_count = first.size() - sizes.size();
  for (size_t i = 0; i < sizes.size(); ++i) {
    (positive[i] ? result.rank_sum_plus : result.rank_sum_minus) += ranks.ranks[i];
  }
  const bool tied = result.zero_count > 0 || ranks.groups.size() < sizes.size();
  result.exact = first.size() <= (tied ? kMostExactWithTies : kMostExact);
  result.p =
      result.exact ? ExactP(result, ranks.ranks, alternative) : NormalP(result, ranks, alternative);
  return result;
}

}  // namespace supreme
