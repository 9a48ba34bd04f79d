// The order in which a linear probe sees its training records (eval/probe_training.h), for
// fine-tuning, which is compared with it.
#pragma once

#include "core/rng.h"
#include "train/sampler.h"

namespace supreme {

// Each epoch shuffles the order of the epoch before, and its last batch has what is left. A
// function of rows, seed and step only. Not thread-safe.
class ProbeOrder : public RowSampler {
 public:
  // At least one row; `seed` is that of the probe.
  ProbeOrder(std::vector<size_t> rows, int64_t batch_size, uint64_t seed);

  int64_t batches_per_epoch() const override;
  int64_t batch_size() const override { return batch_size_; }
  std::vector<size_t> Batch(int64_t step) override;
  std::span<const size_t> order() const override { return order_; }
  size_t position() const override { return position_; }

 private:
  std::vector<size_t> rows_;
  int64_t batch_size_;
  Rng rng_;
  std::vector<size_t> order_;
  int64_t epoch_ = -1;  // of the order; -1 = not shuffled yet
  size_t position_ = 0;
};

// What a probe draws its first weights and its order from.
inline Rng ProbeRng(uint64_t seed) { return Rng(seed).Fork("linear probe"); }

}  // namespace supreme
