// A table of values with two factors, for the analysis of variance.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/json.h"
#include "stats/anova.h"

namespace supreme {

struct AnovaTable {
  std::string a_name;  // columns of the file
  std::string b_name;
  std::vector<std::string> a_levels;  // in the order of the file
  std::vector<std::string> b_levels;
  std::vector<size_t> a;
  std::vector<size_t> b;
  std::vector<double> values;
};

struct AnovaColumns {
  std::string value;
  std::string a;
  std::string b;
};

// Reads a CSV file with one row per value. Errors: kCorruptData with the place for text that is no
// number and for missing columns; kNotFound, kIo.
AnovaTable ReadAnovaTable(const std::filesystem::path& path, const AnovaColumns& columns);

// "source, sum_of_squares, df, f, p" of both factors, their interaction and the rest.
OrderedJson AnovaJson(const AnovaTable& table, const TwoWayAnova& anova, SumsOfSquares type);
std::string AnovaText(const AnovaTable& table, const TwoWayAnova& anova, SumsOfSquares type);

}  // namespace supreme
