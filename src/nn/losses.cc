#include "nn/losses.h"

#include <ATen/ATen.h>

#include "nn/check_shape.h"

namespace supreme {
namespace {

constexpr int64_t kPresent = 1;
constexpr int64_t kUncertain = 2;

}  // namespace

at::Tensor QueryLoss(const at::Tensor& logits, const at::Tensor& labels,
                     const LossOptions& options) {
  CheckShape(labels, logits.sizes(), "labels");
  // bf16 logits lose the loss's small differences.
  const at::Tensor precise = logits.scalar_type() == at::kDouble ? logits : logits.to(at::kFloat);
  const at::Tensor target = labels.eq(kPresent).to(precise.scalar_type());
  if (!options.mask_uncertain) {
    return at::binary_cross_entropy_with_logits(precise, target, {}, options.pos_weight,
                                                at::Reduction::Mean);
  }
  const at::Tensor counted = labels.ne(kUncertain).to(precise.scalar_type());
  const at::Tensor sum = at::binary_cross_entropy_with_logits(
      precise, target, counted, options.pos_weight, at::Reduction::Sum);
  return sum / counted.sum().clamp_min(1.0);
}

}  // namespace supreme
