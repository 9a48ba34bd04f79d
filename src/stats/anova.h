// Two-way analysis of variance with interaction, for cells of any size.
#pragma once

#include <cstddef>
#include <optional>
#include <span>

namespace supreme {

// What an effect is corrected for when the cells differ in size (with equal sizes all three agree).
enum class SumsOfSquares {
  kTypeI,    // the effects before it: a, then b, then their interaction
  kTypeII,   // the other main effect (Langsrud 2003, doi 10.1023/A:1023260610025)
  kTypeIII,  // the other main effect and the interaction, by contrasts that sum to zero
};

struct AnovaEffect {
  double sum_of_squares = 0.0;
  double df = 0.0;
  double f = 0.0;
  double p = 0.0;
};

struct TwoWayAnova {
  AnovaEffect a;
  AnovaEffect b;
  AnovaEffect interaction;
  double residual_sum_of_squares = 0.0;
  double residual_df = 0.0;
};

// One entry per value: its level of each factor (0, 1, …, all below the count that is present).
struct TwoWayData {
  std::span<const size_t> a;
  std::span<const size_t> b;
  std::span<const double> values;
};

constexpr size_t kMaxAnovaCells = 1000;

// Nothing when no cell holds two values that differ (nothing to compare with). Errors:
// kInvalidInput for a factor with fewer than two levels, an empty cell, more than kMaxAnovaCells
// cells, a value that is not finite; kInternal when the lengths differ.
std::optional<TwoWayAnova> TwoWayAnovaTest(const TwoWayData& data, SumsOfSquares type);

}  // namespace supreme
