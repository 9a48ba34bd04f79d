// Runs a model over rows of a pack, batch by batch.
#pragma once

#include <cstddef>
#include <span>

#include "data/pack.h"
#include "predict/predictor.h"

namespace supreme {

// Scores [rows, queries] in the order of `rows`. Holds `batch_size` windows in memory (0 = what the
// predictor prefers). The predictor's queries must be set. Shows progress; kCancelled on interrupt.
Scores ScoreRows(Predictor& predictor, const Pack& pack, std::span<const size_t> rows,
                 size_t batch_size);

}  // namespace supreme
