#include "nn/losses.h"

#include <ATen/ATen.h>

#include <algorithm>

#include "nn/check_shape.h"

namespace supreme {
namespace {

constexpr int64_t kPresent = 1;
constexpr int64_t kUncertain = 2;
constexpr int64_t kConfusable = 3;

// What each label counts in the sum; undefined when all count 1.
at::Tensor LabelWeights(const at::Tensor& labels, const LossOptions& options, at::ScalarType type) {
  at::Tensor weights;
  if (options.mask_uncertain) weights = labels.ne(kUncertain).to(type);
  if (options.contrast_weight == 1.0) return weights;
  const at::Tensor contrast = labels.eq(kConfusable).to(type) * (options.contrast_weight - 1.0);
  return weights.defined() ? weights + contrast : contrast + 1.0;
}

at::Tensor WithQueryWeight(const at::Tensor& weights, const at::Tensor& labels,
                           const LossOptions& options) {
  if (!options.query_weight.defined()) return weights;
  const at::Tensor own = options.query_weight.to(labels.device()).expand(labels.sizes());
  return weights.defined() ? weights * own : own;
}

// Logits as the loss sees them.
at::Tensor WithMargin(const at::Tensor& logits, const at::Tensor& labels, double margin) {
  // bf16 logits lose the loss's small differences.
  const at::Tensor precise = logits.scalar_type() == at::kDouble ? logits : logits.to(at::kFloat);
  if (margin == 0.0) return precise;
  return precise + labels.eq(kConfusable).to(precise.scalar_type()) * margin;
}

}  // namespace

at::Tensor QueryLossSum(const at::Tensor& logits, const at::Tensor& labels,
                        const LossOptions& options) {
  CheckShape(labels, logits.sizes(), "labels");
  const at::Tensor precise = WithMargin(logits, labels, options.contrast_margin);
  const at::Tensor target = labels.eq(kPresent).to(precise.scalar_type());
  const at::Tensor weights =
      WithQueryWeight(LabelWeights(labels, options, precise.scalar_type()), labels, options);
  return at::binary_cross_entropy_with_logits(precise, target, weights, options.pos_weight,
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
