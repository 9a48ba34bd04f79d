#include "train/sampler.h"

#include <algorithm>
#include <utility>

#include "core/error.h"
#include "data/window_order.h"

namespace supreme {

EpochSampler::EpochSampler(std::vector<size_t> rows, int64_t batch_size, const Rng& rng,
                           size_t window_rows, Share share)
    : rows_(std::move(rows)),
      rng_(rng),
      batch_size_(batch_size),
      window_rows_(window_rows),
      share_(share) {
  if (rows_.empty()) {
    throw Error(ErrorCode::kInvalidInput, "there are no records to train on", "split",
                "check --train-folds against the folds in the pack's manifest.csv");
  }
  batch_size_ = std::min(batch_size_, static_cast<int64_t>(rows_.size()));
  CheckBatchSize(batch_size_, share_);
  batches_per_epoch_ = static_cast<int64_t>(rows_.size()) / batch_size_;
}

std::vector<size_t> EpochSampler::ShareOfEpoch(int64_t epoch) const {
  std::vector<size_t> order =
      ShuffleInWindows(rows_, window_rows_, rng_.Fork(static_cast<uint64_t>(epoch)));
  if (share_.count == 1) return order;
  std::vector<size_t> own;
  for (int64_t batch = 0; batch < batches_per_epoch_; ++batch) {
    const auto first = order.begin() + batch * batch_size_;
    own.insert(own.end(), first + share_.Begin(batch_size_), first + share_.End(batch_size_));
  }
  return own;
}

std::vector<size_t> EpochSampler::Batch(int64_t step) {
  const int64_t epoch = step / batches_per_epoch_;
  if (epoch != epoch_) {
    order_ = ShareOfEpoch(epoch);
    epoch_ = epoch;
  }
  const int64_t own = share_.Size(batch_size_);
  position_ = static_cast<size_t>((step % batches_per_epoch_) * own);
  const auto first = order_.begin() + static_cast<std::ptrdiff_t>(position_);
  return {first, first + own};
}

}  // namespace supreme
