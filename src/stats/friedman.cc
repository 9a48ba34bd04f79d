#include "stats/friedman.h"

#include <cmath>

#include "core/error.h"
#include "stats/distributions.h"
#include "stats/ranks.h"

namespace supreme {
namespace {

// Standard error of a difference of mean ranks, in the units of the studentised range.
double RankError(size_t column_count, uint64_t row_count) {
  const auto columns = static_cast<double>(column_count);
  return std::sqrt(columns * (columns + 1.0) / (12.0 * static_cast<double>(row_count)));
}

}  // namespace

std::optional<Friedman> FriedmanTest(std::span<const double> values, size_t column_count) {
  SUPREME_CHECK(column_count > 0 && values.size() % column_count == 0);
  CheckFinite(values, "Friedman test");
  const size_t row_count = values.size() / column_count;
  if (column_count < 3 || row_count < 2) return std::nullopt;
  const auto columns = static_cast<double>(column_count);
  const auto rows = static_cast<double>(row_count);
  std::vector<double> sums(column_count, 0.0);
  double ties = 0.0;
  for (size_t row = 0; row < row_count; ++row) {
    const MidRanks ranks = RankValues(values.subspan(row * column_count, column_count));
    for (size_t column = 0; column < column_count; ++column) sums[column] += ranks.ranks[column];
    ties += TieSum(ranks);
  }
  const double correction = 1.0 - ties / (columns * (columns * columns - 1.0) * rows);
  if (correction <= 0.0) return std::nullopt;
  Friedman result;
  result.row_count = row_count;
  double squares = 0.0;
  for (const double sum : sums) {
    squares += sum * sum;
    result.mean_ranks.push_back(sum / rows);
  }
  result.statistic =
      (12.0 / (columns * rows * (columns + 1.0)) * squares - 3.0 * rows * (columns + 1.0)) /
      correction;
  result.df = columns - 1.0;
  result.p = ChiSquaredUpperTail(result.statistic, result.df);
  return result;
}

double NemenyiP(double rank_difference, size_t column_count, uint64_t row_count) {
  return StudentizedRangeUpperTail(std::abs(rank_difference) / RankError(column_count, row_count),
                                   column_count);
}

double NemenyiCriticalDifference(double alpha, size_t column_count, uint64_t row_count) {
  return StudentizedRangeCritical(alpha, column_count) * RankError(column_count, row_count);
}

}  // namespace supreme
