#include "nn/losses.h"

#include <ATen/ATen.h>

#include <algorithm>

#include "core/error.h"
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

// sigmoid(x)^gamma by way of its logarithm: the derivative stays finite where sigmoid(x) is 0.
at::Tensor SigmoidPower(const at::Tensor& x, double gamma) {
  return (at::log_sigmoid(x) * gamma).exp();
}

// The loss of each label as if it were present, and as if it were absent.
struct Terms {
  at::Tensor present, absent;
};

Terms FocalTerms(const at::Tensor& x, const LossOptions& options) {
  const double alpha = options.focal_alpha;
  Terms terms{-SigmoidPower(-x, options.focal_gamma) * at::log_sigmoid(x),
              -SigmoidPower(x, options.focal_gamma) * at::log_sigmoid(-x)};
  if (alpha > 0.0) terms = {terms.present * alpha, terms.absent * (1.0 - alpha)};
  return terms;
}

Terms AsymmetricTerms(const at::Tensor& x, const LossOptions& options) {
  constexpr double kTiny = 1e-12;  // its powers have finite derivatives
  const at::Tensor present = -SigmoidPower(-x, options.positive_gamma) * at::log_sigmoid(x);
  if (options.negative_shift == 0.0) {
    return {present, -SigmoidPower(x, options.negative_gamma) * at::log_sigmoid(-x)};
  }
  const at::Tensor shifted = (x.sigmoid() - options.negative_shift).clamp_min(kTiny);
  return {present, -shifted.pow(options.negative_gamma) * (-shifted).log1p()};
}

}  // namespace

LossKind LossKindFromName(const std::string& name) {
  if (name == "bce") return LossKind::kBce;
  if (name == "focal") return LossKind::kFocal;
  if (name == "asymmetric") return LossKind::kAsymmetric;
  throw Error(ErrorCode::kUsage, "unknown loss \"" + name + "\"", "train.loss",
              "bce, focal or asymmetric");
}

at::Tensor QueryLossSum(const at::Tensor& logits, const at::Tensor& labels,
                        const LossOptions& options) {
  CheckShape(labels, logits.sizes(), "labels");
  const at::Tensor precise = WithMargin(logits, labels, options.contrast_margin);
  const at::Tensor target = labels.eq(kPresent).to(precise.scalar_type());
  const at::Tensor weights =
      WithQueryWeight(LabelWeights(labels, options, precise.scalar_type()), labels, options);
  if (options.kind == LossKind::kBce) {
    return at::binary_cross_entropy_with_logits(precise, target, weights, options.pos_weight,
                                                at::Reduction::Sum);
  }
  Terms terms = options.kind == LossKind::kFocal ? FocalTerms(precise, options)
                                                 : AsymmetricTerms(precise, options);
  if (options.pos_weight.defined()) terms.present = terms.present * options.pos_weight;
  const at::Tensor losses = target * terms.present + (1.0 - target) * terms.absent;
  return (weights.defined() ? losses * weights : losses).sum();
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
