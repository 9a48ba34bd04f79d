// How much a present label weighs so that both answers of a query weigh the same.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "vocab/label_matrix.h"

namespace supreme {

// For each query: records of `rows` without it over records with it, within 1/100 to 100. An
// uncertain label counts as absent, or not at all when it is masked out of the loss. [M]
std::vector<float> BalancedWeightsOf(const LabelMatrix& labels, std::span<const size_t> rows,
                                     bool mask_uncertain);

}  // namespace supreme
