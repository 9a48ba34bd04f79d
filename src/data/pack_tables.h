// The three tables of a pack (layout in data/pack.h) while it is written.
#pragma once

#include <filesystem>
#include <limits>
#include <string>
#include <vector>

#include "core/csv.h"
#include "data/pack.h"

namespace supreme {

struct PackCode {
  std::string code;
  double likelihood = std::numeric_limits<double>::quiet_NaN();  // NaN = not given
};

// Not thread-safe. Errors: kIo, kNoSpace.
class PackTables {
 public:
  explicit PackTables(const std::filesystem::path& folder);
  // Rows are numbered in the order of the calls.
  void Add(const PackRow& row, const std::vector<PackCode>& codes, const std::string& report);
  // Puts the tables in place; returns their file names.
  std::vector<std::string> Commit();

 private:
  CsvWriter manifest_, codes_, reports_;
  size_t row_count_ = 0;
};

}  // namespace supreme
