#include "stats/multiple_testing.h"

#include <algorithm>
#include <numeric>

#include "core/error.h"
#include "core/numbers.h"

namespace supreme {

std::string_view CorrectionName(Correction correction) {
  if (correction == Correction::kHolm) return "holm";
  return correction == Correction::kBenjaminiHochberg ? "bh" : "none";
}

Correction ParseCorrection(std::string_view name) {
  if (name == "holm") return Correction::kHolm;
  return name == "bh" ? Correction::kBenjaminiHochberg : Correction::kNone;
}

std::vector<double> CorrectPValues(std::span<const double> p_values, Correction correction) {
  for (const double p : p_values) {
    if (p >= 0.0 && p <= 1.0) continue;
    throw Error(ErrorCode::kInvalidInput, FormatDouble(p) + " is no probability",
                "correction for many tests");
  }
  std::vector<double> corrected(p_values.begin(), p_values.end());
  if (correction == Correction::kNone) return corrected;
  const size_t count = p_values.size();
  std::vector<size_t> order(count);
  std::iota(order.begin(), order.end(), size_t{0});
  std::ranges::stable_sort(order, {}, [&](size_t i) { return p_values[i]; });
  if (correction == Correction::kHolm) {
    double highest = 0.0;
    for (size_t i = 0; i < count; ++i) {
      highest = std::max(highest, static_cast<double>(count - i) * p_values[order[i]]);
      corrected[order[i]] = std::min(1.0, highest);
    }
    return corrected;
  }
  double lowest = 1.0;
  for (size_t i = count; i > 0; --i) {
    const double p = p_values[order[i - 1]];
    lowest = std::min(lowest, p * static_cast<double>(count) / static_cast<double>(i));
    corrected[order[i - 1]] = lowest;
  }
  return corrected;
}

}  // namespace supreme
