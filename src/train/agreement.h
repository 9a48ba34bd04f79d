// What the ranks agree on in a step, so that all go on or all stop.
#pragma once

#include <exception>
#include <optional>
#include <span>

#include "train/batch_source.h"
#include "train/collective.h"

namespace supreme {

// Sums `values` over the ranks when none of them failed. `failure` is this rank's, if any: it is
// thrown here again, and the other ranks throw an error of the same code that names this one.
void SumUnlessOneFailed(Collective& ranks, const std::exception_ptr& failure,
                        std::span<double> values);

// This rank's share of the next batch; a record that one rank cannot read stops all of them.
std::optional<Batch> NextOfAll(BatchStream& batches, Collective& ranks);

}  // namespace supreme
