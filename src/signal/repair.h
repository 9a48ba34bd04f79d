// Samples without a valid value (NaN, Inf) in one lead.
#pragma once

#include <cstddef>
#include <span>

namespace supreme {

// Gives each invalid sample the mean of the valid ones among its 6 nearest neighbours (3 on either
// side, as the paper's "average of 6 neighboring points"); where there is none, the mean of the
// nearest valid one or two. Only samples that were valid at the start count. Returns how many were
// invalid; when none is valid the samples stay as they are. Linear time.
size_t RepairSamples(std::span<float> samples);

}  // namespace supreme
