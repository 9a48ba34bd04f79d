// Do several systems differ on the same data sets? Friedman's test, and Nemenyi's for each pair
// (Demšar 2006, jmlr.org/papers/v7/demsar06a.html, §3.2.2).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace supreme {

struct Friedman {
  uint64_t row_count = 0;
  std::vector<double> mean_ranks;  // of the columns; the highest value of a row has rank k
  double statistic = 0.0;          // chi-squared, corrected for ties
  double df = 0.0;
  double p = 0.0;
};

// `values`: rows × columns; a row is a data set, a column a system. Nothing for fewer than three
// columns or two rows, or when every row's values are all equal. kInvalidInput for a value that is
// not finite.
std::optional<Friedman> FriedmanTest(std::span<const double> values, size_t column_count);

// Two-sided p of the difference of two mean ranks among `column_count` systems on `row_count` rows;
// corrected for the number of pairs by itself.
double NemenyiP(double rank_difference, size_t column_count, uint64_t row_count);

// Mean ranks that lie further apart differ at the level `alpha`.
double NemenyiCriticalDifference(double alpha, size_t column_count, uint64_t row_count);

}  // namespace supreme
