#include "train/batch_loss.h"

#include <ATen/ATen.h>

namespace supreme {
namespace {

constexpr int64_t kUncertain = 2;

LabelCounts CountsOf(const at::Tensor& labels) {
  return {labels.numel(), labels.eq(kUncertain).sum().item<int64_t>()};
}

// Of labels that were not counted before, now.
int64_t Counted(const LabelCounts& counts, const at::Tensor& labels, const LossOptions& loss) {
  if (counts.all == 0) return CountedLabels(labels, loss);
  return counts.all - (loss.mask_uncertain ? counts.uncertain : 0);
}

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
  return Counted(batch.label_counts, batch.labels, loss);
}

int64_t CountedDirectLabels(const Batch& batch, const LossOptions& loss) {
  return Counted(batch.direct_counts, batch.direct, loss);
}

void CountLabels(Batch& batch) {
  if (batch.label_counts.all == 0) batch.label_counts = CountsOf(batch.labels);
  if (batch.direct.defined() && batch.direct_counts.all == 0) {
    batch.direct_counts = CountsOf(batch.direct);
  }
}

}  // namespace supreme
