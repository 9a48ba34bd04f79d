// The order in which training records are seen: a new permutation each epoch, a function of seed
// and step only, so that a resumed run goes on where it stopped.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/rng.h"

namespace supreme {

// Batches are full; the rest of an epoch's permutation (less than a batch) is left out, and other
// records the next time. With fewer records than a batch, the batch is all of them.
// Not thread-safe.
class EpochSampler {
 public:
  // kInvalidInput when there are no rows.
  EpochSampler(std::vector<size_t> rows, int64_t batch_size, const Rng& rng);

  int64_t batches_per_epoch() const { return batches_per_epoch_; }
  int64_t batch_size() const { return batch_size_; }
  // Rows of the batch of a step, counted from 0 over all epochs.
  std::vector<size_t> Batch(int64_t step);

 private:
  std::vector<size_t> rows_;
  Rng rng_;
  int64_t batch_size_;
  int64_t batches_per_epoch_;
  int64_t epoch_ = -1;  // of the permutation held in order_
  std::vector<size_t> order_;
};

}  // namespace supreme
