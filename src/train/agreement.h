// What the ranks agree on in a step, so that all go on or all stop.
#pragma once

#include <exception>
#include <functional>
#include <optional>
#include <span>

#include "train/batch_source.h"
#include "train/collective.h"
#include "train/train_state.h"

namespace supreme {

// Sums `values` over the ranks when none of them failed. `failure` is this rank's, if any: it is
// thrown here again, and the other ranks throw an error of the same code that names this one.
void SumUnlessOneFailed(Collective& ranks, const std::exception_ptr& failure,
                        std::span<double> values);

// `work` of rank 0; all ranks stop when it throws, as with SumUnlessOneFailed.
void OnFirst(Collective& ranks, const std::function<void()>& work);

// Which evaluation was best, as rank 0 has it: a checkpoint that cannot be saved or read changes
// that there.
void ShareBest(Collective& ranks, TrainState& state);

// This rank's share of the next batch; a record that one rank cannot read stops all of them.
std::optional<Batch> NextOfAll(BatchStream& batches, Collective& ranks);

}  // namespace supreme
