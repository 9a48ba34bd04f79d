// What each rank has, brought together on all of them.
#pragma once

#include <ATen/core/Generator.h>

#include <vector>

#include "train/collective.h"
#include "train/validation.h"

namespace supreme {

// Scores of all ranks' shares of the records, in the order of one process.
ValidationScores GatherScores(Collective& ranks, const ValidationScores& own);

// The states of a generator, one per rank.
std::vector<at::Tensor> GatherStates(Collective& ranks, const at::Generator& generator);

}  // namespace supreme
