// Ranks of values among each other, ties sharing their mean rank.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace supreme {

struct MidRanks {
  std::vector<double> ranks;     // of each value; the smallest has rank 1
  std::vector<uint64_t> groups;  // how many values share each rank, by rising value
};

// Values must not be NaN. O(n log n), thread-safe.
MidRanks RankValues(std::span<const double> values);

// Sum of t³ − t over the groups of equal values: 0 without ties.
double TieSum(const MidRanks& ranks);

// kInvalidInput naming `where` and the place of the first value that is not a number or infinite.
void CheckFinite(std::span<const double> values, const char* where);

}  // namespace supreme
