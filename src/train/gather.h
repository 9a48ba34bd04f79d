// What each rank has, brought together on all of them.
#pragma once

#include <ATen/core/Generator.h>

#include <vector>

#include "train/collective.h"
#include "train/validation.h"

namespace supreme {

// Scores of the ranks' shares of `record_count` records, in the order of one process.
ValidationScores GatherScores(Collective& ranks, const ValidationScores& own, int64_t record_count);

// The states of a generator, one per rank.
std::vector<at::Tensor> GatherStates(Collective& ranks, const at::Generator& generator);

}  // namespace supreme
