#include "stats/rank_correlation.h"

#include <cmath>
#include <numeric>
#include <vector>

#include "core/error.h"
#include "stats/ranks.h"

namespace supreme {
namespace {

// Ranks around zero.
std::vector<double> CentredRanks(std::span<const double> values) {
  std::vector<double> ranks = RankValues(values).ranks;
  const double mean = 0.5 * (static_cast<double>(values.size()) + 1.0);
  for (double& rank : ranks) rank -= mean;
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
