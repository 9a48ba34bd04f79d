// Checks that all ranks are copies of each other.
#pragma once

#include <string>
#include <string_view>

#include "nn/weights.h"
#include "train/collective.h"

namespace supreme {

// kCheckFailed naming the first tensor whose bytes differ from rank 0's, and the ranks. Copies all
// weights to the CPU: not for every step.
void CheckSameWeights(Collective& ranks, const Weights& weights);

// kUsage when a run with `before` ranks goes on with another number, and that is not allowed.
void CheckRankCount(int64_t before, int64_t now, bool is_allowed);

// kUsage when a rank was started with another `text`; `what` says what it is.
void CheckSameText(Collective& ranks, std::string_view text, const std::string& what);

}  // namespace supreme
