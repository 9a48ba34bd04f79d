// How alike two scores order the same records.
#pragma once

#include <optional>
#include <span>

namespace supreme {

// Spearman's rank correlation, ties sharing their mean rank. Nothing for fewer than two records or
// when one of the two is constant. kInternal when the lengths differ. O(n log n), thread-safe.
std::optional<double> RankCorrelation(std::span<const double> a, std::span<const double> b);

}  // namespace supreme
