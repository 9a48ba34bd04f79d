#include "train/probe_order.h"

#include <algorithm>
#include <utility>

#include "core/error.h"

namespace supreme {

ProbeOrder::ProbeOrder(std::vector<size_t> rows, int64_t batch_size, uint64_t seed)
    : rows_(std::move(rows)),
      batch_size_(std::min(batch_size, static_cast<int64_t>(rows_.size()))),
      rng_(ProbeRng(seed).Fork("order")),
      order_(rows_) {
  SUPREME_CHECK(!rows_.empty());
}

int64_t ProbeOrder::batches_per_epoch() const {
  return (static_cast<int64_t>(rows_.size()) + batch_size_ - 1) / batch_size_;
}

std::vector<size_t> ProbeOrder::Batch(int64_t step) {
  const int64_t epoch = step / batches_per_epoch();
  if (epoch < epoch_) {
    order_ = rows_;
    epoch_ = -1;
  }
  while (epoch_ < epoch) {
    Rng shuffle = rng_.Fork(static_cast<uint64_t>(++epoch_));
    shuffle.Shuffle(std::span(order_));
  }
  position_ = static_cast<size_t>(step % batches_per_epoch() * batch_size_);
  const size_t end = std::min(order_.size(), position_ + static_cast<size_t>(batch_size_));
  const auto at = [&](size_t i) { return order_.begin() + static_cast<std::ptrdiff_t>(i); };
  return {at(position_), at(end)};
}

}  // namespace supreme
