#include "nn/layers.h"

#include <ATen/ATen.h>

#include <cmath>
#include <vector>

#include "nn/dropout_mask.h"

namespace supreme {
namespace {

constexpr double kNormEpsilon = 1e-5;

// [B, S, heads·d] → [B, heads, S, d]
at::Tensor SplitHeads(const at::Tensor& x, int64_t heads) {
  return x.unflatten(-1, {heads, x.size(-1) / heads}).transpose(1, 2);
}

// The fused kernel multiplies head by head; in bfloat16 each of these small products costs more to
// set up than to compute, and a whole training step of the nano model 1.3 times as much.
at::Tensor AttendInSteps(const at::Tensor& q, const at::Tensor& k, const at::Tensor& v,
                         int64_t heads) {
  const auto split = [heads](const at::Tensor& x) { return SplitHeads(x, heads).flatten(0, 1); };
  const double scale = 1.0 / std::sqrt(static_cast<double>(q.size(-1) / heads));
  const at::Tensor weights = at::softmax(at::bmm(split(q) * scale, split(k).transpose(1, 2)), -1);
  return at::bmm(weights, split(v)).unflatten(0, {-1, heads}).transpose(1, 2).flatten(-2);
}

}  // namespace

Linear::Linear(const Weights& weights, const std::string& name)
    : weight(weights.Get(name + ".weight")), bias(weights.Get(name + ".bias")) {}

at::Tensor Linear::operator()(const at::Tensor& x) const { return at::linear(x, weight, bias); }

LayerNorm::LayerNorm(const Weights& weights, const std::string& name)
    : weight(weights.Get(name + ".weight")), bias(weights.Get(name + ".bias")) {}

at::Tensor LayerNorm::operator()(const at::Tensor& x) const {
  return at::layer_norm(x, weight.sizes(), weight, bias, kNormEpsilon);
}

at::Tensor Dropout(const at::Tensor& x, double rate, const Mode& mode) {
  if (!mode.training || rate <= 0.0) return x;
  const bool is_plain = x.scalar_type() == at::kFloat || x.scalar_type() == at::kBFloat16;
  if (x.is_cpu() && is_plain) return x * DropoutMask(x, rate, mode.generator);
  if (!mode.generator.defined()) return at::dropout(x, rate, true);
  const double keep = 1.0 - rate;
  return x * at::empty_like(x).bernoulli_(keep, mode.generator).div_(keep);
}

at::Tensor StochasticDepth(const at::Tensor& branch, double rate, const Mode& mode) {
  if (!mode.training || rate <= 0.0) return branch;
  std::vector<int64_t> shape(static_cast<size_t>(branch.dim()), 1);
  shape[0] = branch.size(0);
  const double keep = 1.0 - rate;
  const at::Tensor kept = at::empty(shape, branch.options());
  if (mode.generator.defined()) {
    kept.bernoulli_(keep, mode.generator);
  } else {
    kept.bernoulli_(keep);
  }
  return branch * kept.div_(keep);
}

at::Tensor Attend(const at::Tensor& q, const at::Tensor& k, const at::Tensor& v, int64_t heads) {
  if (q.is_cpu() && q.scalar_type() == at::kBFloat16) return AttendInSteps(q, k, v, heads);
  // What one record stands for all of: not every kernel of a GPU takes a stride of 0.
  const at::Tensor dense = !q.is_cpu() && q.stride(0) == 0 ? q.contiguous() : q;
  const at::Tensor mixed = at::scaled_dot_product_attention(
      SplitHeads(dense, heads), SplitHeads(k, heads), SplitHeads(v, heads));
  return mixed.transpose(1, 2).flatten(-2);
}

}  // namespace supreme
