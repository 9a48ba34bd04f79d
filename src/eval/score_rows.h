// Runs a model over rows of a pack, batch by batch.
#pragma once

#include <cstddef>
#include <functional>
#include <span>

#include "data/pack.h"
#include "predict/predictor.h"

namespace supreme {

// Scores [rows, queries] in the order of `rows`. Holds `batch_size` windows in memory (0 = what the
// predictor prefers). The predictor's queries must be set. Shows progress; kCancelled on interrupt.
Scores ScoreRows(Predictor& predictor, const Pack& pack, std::span<const size_t> rows,
                 size_t batch_size);

// The same for one of several passes: tells `done` how many rows are scored instead of showing
// progress of its own.
Scores ScoreRows(Predictor& predictor, const Pack& pack, std::span<const size_t> rows,
                 size_t batch_size, const std::function<void(size_t)>& done);

}  // namespace supreme
