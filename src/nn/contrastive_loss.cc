#include "nn/contrastive_loss.h"

#include <ATen/ATen.h>

#include <limits>

namespace supreme {
namespace {

at::Tensor MeanSquaredHinge(const at::Tensor& excess) {
  return excess.numel() == 0 ? at::zeros({}) : excess.clamp_min(0.0).square().mean();
}

}  // namespace

at::Tensor ContrastiveLoss(const ContrastiveBatch& batch, const ContrastiveOptions& options) {
  constexpr double kNever = -std::numeric_limits<double>::infinity();
  const int64_t pairs = batch.anchors.size(0);
  const at::Tensor rows = at::arange(pairs, at::kLong);
  const at::Tensor among = at::matmul(batch.anchors, batch.positives.t());
  const at::Tensor apart = at::matmul(batch.anchors, batch.opposites.t());
  const at::Tensor not_own = rows.unsqueeze(1).ne(batch.owner.unsqueeze(0));
  const at::Tensor logits =
      at::cat({(among / options.temperature).masked_fill(batch.related, kNever),
               (apart / options.temperature).masked_fill(not_own, kNever)},
              1);
  const at::Tensor ranking = at::cross_entropy_loss(logits, rows);
  if (options.margin_weight == 0.0) return ranking;
  const at::Tensor near = MeanSquaredHinge(options.synonym_margin - among.diagonal());
  const at::Tensor own = (batch.anchors.index_select(0, batch.owner) * batch.opposites).sum(-1);
  const at::Tensor far = MeanSquaredHinge(own - options.opposite_margin);
  return ranking + options.margin_weight * (near + far);
}

}  // namespace supreme
