// All pairs of unit vectors that are nearer than a threshold.
#pragma once

#include <cstdint>
#include <functional>

#include "vocab/bounding_basis.h"

namespace supreme {

// Gets first < second and their cosine.
using VisitPair = std::function<void(uint32_t first, uint32_t second, double cosine)>;

// Visits every pair of rows with a cosine over `threshold` once, in an order that depends on the
// rows alone. Exact: short rows (bounding_basis.h) only rule pairs out. O(rows² × 48) and, for the
// pairs that are left, O(width). kCancelled on Ctrl-C.
void VisitNearPairs(const RowsView& rows, const BoundingBasis& basis, double threshold,
                    const VisitPair& visit);

}  // namespace supreme
