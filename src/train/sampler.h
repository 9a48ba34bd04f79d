// The order in which training records are seen: a new permutation each epoch, a function of seed
// and step only, so that a resumed run goes on where it stopped.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/rng.h"
#include "train/share.h"

namespace supreme {

// Which rows of a pack make up the batch of a step. Not thread-safe.
class RowSampler {
 public:
  virtual ~RowSampler() = default;
  virtual int64_t batches_per_epoch() const = 0;
  // Of all ranks together; the last of an epoch may be smaller.
  virtual int64_t batch_size() const = 0;
  // The share's rows of the batch of a step, counted from 0 over all epochs.
  virtual std::vector<size_t> Batch(int64_t step) = 0;
  // All rows of the share in the epoch that the last batch belongs to, and where in it that batch
  // begins.
  virtual std::span<const size_t> order() const = 0;
  virtual size_t position() const = 0;
};

// Batches are full; the rest of an epoch's permutation (less than a batch) is left out, and other
// records the next time. With fewer records than a batch, the batch is all of them.
class EpochSampler : public RowSampler {
 public:
  // The permutation is that of data/window_order.h with `window_rows`; 0 = all rows are mixed.
  // Of each batch, the sampler gives the rows of `share`: all of them together are the batches of
  // one rank. kInvalidInput when there are no rows; kUsage when a batch has fewer than ranks.
  EpochSampler(std::vector<size_t> rows, int64_t batch_size, const Rng& rng, size_t window_rows = 0,
               Share share = {});

  int64_t batches_per_epoch() const override { return batches_per_epoch_; }
  int64_t batch_size() const override { return batch_size_; }
  std::vector<size_t> Batch(int64_t step) override;
  std::span<const size_t> order() const override { return order_; }
  size_t position() const override { return position_; }

 private:
  std::vector<size_t> ShareOfEpoch(int64_t epoch) const;

  std::vector<size_t> rows_;
  Rng rng_;
  int64_t batch_size_;
  int64_t batches_per_epoch_;
  size_t window_rows_;
  Share share_;
  int64_t epoch_ = -1;  // of the permutation held in order_
  size_t position_ = 0;
  std::vector<size_t> order_;
};

}  // namespace supreme
