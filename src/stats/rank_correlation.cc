#include "stats/rank_correlation.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "core/error.h"

namespace supreme {
namespace {

// Ranks around zero.
std::vector<double> CentredRanks(std::span<const double> values) {
  std::vector<size_t> order(values.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::ranges::sort(order, {}, [&](size_t i) { return values[i]; });
  std::vector<double> ranks(values.size());
  for (size_t first = 0; first < order.size();) {
    size_t end = first + 1;
    while (end < order.size() && values[order[end]] == values[order[first]]) ++end;
    const double rank = 0.5 * (static_cast<double>(first) + static_cast<double>(end) -
                               static_cast<double>(values.size()));
    for (size_t i = first; i < end; ++i) ranks[order[i]] = rank;
    first = end;
  }
  return ranks;
}

double Product(const std::vector<double>& a, const std::vector<double>& b) {
  return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

}  // namespace

std::optional<double> RankCorrelation(std::span<const double> a, std::span<const double> b) {
  SUPREME_CHECK(a.size() == b.size());
  const std::vector<double> ranks_a = CentredRanks(a);
  const std::vector<double> ranks_b = CentredRanks(b);
  const double spread = Product(ranks_a, ranks_a) * Product(ranks_b, ranks_b);
  if (spread == 0.0) return std::nullopt;
  return Product(ranks_a, ranks_b) / std::sqrt(spread);
}

}  // namespace supreme
