// How far two samples' distributions lie apart (Kolmogorov 1933; Smirnov 1939).
#pragma once

#include <optional>
#include <vector>

namespace supreme {

// Two-sample Kolmogorov–Smirnov distance: the largest difference between the shares of `a` and `b`
// that are at most x, over all x; 0 = alike, 1 = apart. Nothing when a sample is empty.
// kInvalidInput for a value that is not a number.
std::optional<double> KolmogorovSmirnov(std::vector<double> a, std::vector<double> b);

}  // namespace supreme
