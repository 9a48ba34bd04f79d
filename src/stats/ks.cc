#include "stats/ks.h"

#include <algorithm>
#include <cmath>

#include "core/error.h"

namespace supreme {
namespace {

void SortChecked(std::vector<double>& values) {
  if (std::any_of(values.begin(), values.end(), [](double value) { return std::isnan(value); })) {
    throw Error(ErrorCode::kInvalidInput, "a value is not a number", "Kolmogorov–Smirnov distance");
  }
  std::sort(values.begin(), values.end());
}

}  // namespace

std::optional<double> KolmogorovSmirnov(std::vector<double> a, std::vector<double> b) {
  SortChecked(a);
  SortChecked(b);
  if (a.empty() || b.empty()) return std::nullopt;
  double distance = 0.0;
  size_t i = 0, j = 0;
  while (i < a.size() && j < b.size()) {
    const double value = std::min(a[i], b[j]);
    while (i < a.size() && a[i] == value) ++i;
    while (j < b.size() && b[j] == value) ++j;
    const double share_a = static_cast<double>(i) / static_cast<double>(a.size());
    const double share_b = static_cast<double>(j) / static_cast<double>(b.size());
    distance = std::max(distance, std::abs(share_a - share_b));
  }
  return distance;
}

}  // namespace supreme
