// What one record's samples say about another's: copies, and gains that do not fit the others.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "data/shape_hash.h"
#include "signal/content_check.h"

namespace supreme {

// What is kept of each record after it was read.
struct RecordTrace {
  std::optional<ShapeHash> shape;
  std::optional<double> gain;  // of the header, steps per mV
  double qrs_height_mv = 0.0;  // 0 = unknown
};

struct ComparedProblem {
  size_t record = 0;
  SignalProblem problem;
};

// "duplicate" (warning): the same samples as an earlier record. "gain" (error): the same samples
// but for a factor as another record, whose amplitude is the more plausible one. "gain_outlier"
// (warning): the header's gain differs from most records' and so does the amplitude, by a factor of
// 2.5 or more; or the amplitude alone by a factor of 5. `ids` are the records' names in messages.
std::vector<ComparedProblem> CompareRecords(const std::vector<RecordTrace>& traces,
                                            const std::vector<std::string>& ids);

// Median of the QRS heights that are known; 0 when none is.
double MedianQrsHeightMv(const std::vector<RecordTrace>& traces);

}  // namespace supreme
