#include "nn/losses.h"

#include <ATen/ATen.h>

#include <algorithm>

#include "nn/check_shape.h"

namespace supreme {
namespace {

constexpr int64_t kPresent = 1;
constexpr int64_t kUncertain = 2;

}  // namespace

at::Tensor QueryLossSum(const at::Tensor& logits, const at::Tensor& labels,
                        const LossOptions& options) {
  CheckShape(labels, logits.sizes(), "labels");
  // bf16 logits lose the loss's small differences.
  const at::Tensor precise = logits.scalar_type() == at::kDouble ? logits : logits.to(at::kFloat);
  const at::Tensor target = labels.eq(kPresent).to(precise.scalar_type());
  const at::Tensor counted =
      options.mask_uncertain ? labels.ne(kUncertain).to(precise.scalar_type()) : at::Tensor();
  return at::binary_cross_entropy_with_logits(precise, target, counted, options.pos_weight,
                                              at::Reduction::Sum);
}

int64_t CountedLabels(const at::Tensor& labels, const LossOptions& options) {
  return options.mask_uncertain ? labels.ne(kUncertain).sum().item<int64_t>() : labels.numel();
}

at::Tensor QueryLoss(const at::Tensor& logits, const at::Tensor& labels,
                     const LossOptions& options) {
  const int64_t counted = std::max<int64_t>(1, CountedLabels(labels, options));
  return QueryLossSum(logits, labels, options) / static_cast<double>(counted);
}

}  // namespace supreme
