#include "train/batch_loss.h"

#include <ATen/ATen.h>

namespace supreme {
namespace {

constexpr int64_t kUncertain = 2;

}  // namespace

LossOptions LossOfBatch(const Batch& batch, const LossOptions& loss) {
  LossOptions own = loss;
  if (batch.query_ids.defined() && loss.pos_weight.defined()) {
    own.pos_weight = loss.pos_weight.index_select(0, batch.query_ids.to(loss.pos_weight.device()));
  }
  own.query_weight = batch.query_weights;
  return own;
}

int64_t CountedLabels(const Batch& batch, const LossOptions& loss) {
  const LabelCounts& counts = batch.label_counts;
  if (counts.all == 0) return CountedLabels(batch.labels, loss);
  return counts.all - (loss.mask_uncertain ? counts.uncertain : 0);
}

void CountLabels(Batch& batch) {
  if (batch.label_counts.all > 0) return;
  batch.label_counts = {batch.labels.numel(), batch.labels.eq(kUncertain).sum().item<int64_t>()};
}

}  // namespace supreme
