#include "stats/ranks.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

#include "core/error.h"

namespace supreme {

MidRanks RankValues(std::span<const double> values) {
  std::vector<size_t> order(values.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::ranges::sort(order, {}, [&](size_t i) { return values[i]; });
  MidRanks result{std::vector<double>(values.size()), {}};
  for (size_t first = 0; first < order.size();) {
    size_t end = first + 1;
    while (end < order.size() && values[order[end]] == values[order[first]]) ++end;
    const double rank = 0.5 * static_cast<double>(first + end + 1);
    for (size_t i = first; i < end; ++i) result.ranks[order[i]] = rank;
    result.groups.push_back(end - first);
    first = end;
  }
  return result;
}

double TieSum(const MidRanks& ranks) {
  double sum = 0.0;
  for (const uint64_t group : ranks.groups) {
    const auto size = static_cast<double>(group);
    sum += size * size * size - size;
  }
  return sum;
}

void CheckFinite(std::span<const double> values, const char* where) {
  const auto bad = std::ranges::find_if(values, [](double value) { return !std::isfinite(value); });
  if (bad == values.end()) return;
  throw Error(ErrorCode::kInvalidInput,
              "value " + std::to_string(bad - values.begin() + 1) + " is not a finite number",
              where, "leave out what has no value");
}

}  // namespace supreme
