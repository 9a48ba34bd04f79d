#include "nn/synced_norm.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/custom_function.h>

#include <algorithm>
#include <array>

namespace supreme {
namespace {

constexpr std::array<int64_t, 3> kAllButChannels{0, 2, 3};

at::Tensor PerChannel(const at::Tensor& values) { return values.reshape({1, -1, 1, 1}); }

at::Tensor SumPerChannel(const at::Tensor& x) {
  return x.sum(at::IntArrayRef(kAllButChannels)).to(at::kDouble);
}

int64_t ValuesPerChannel(const at::Tensor& x) { return x.size(0) * x.size(2) * x.size(3); }

struct Moments {
  at::Tensor mean, variance;  // [C] float64, biased
  double count = 0.0;         // values per channel in the whole batch
};

// x as float32 or float64. Sums in float64: the variance is the difference of two of them.
Moments WholeBatchMoments(const at::Tensor& x, BatchSum& sum) {
  const int64_t channels = x.size(1);
  at::Tensor sums = at::zeros({2 * channels + 1}, x.options().dtype(at::kDouble));
  const int64_t count = ValuesPerChannel(x);
  if (count > 0) {
    const auto [variance, mean] =
        at::var_mean(x, at::IntArrayRef(kAllButChannels), /*correction=*/0);
    const at::Tensor exact_mean = mean.to(at::kDouble);
    const auto values = static_cast<double>(count);
    sums.narrow(0, 0, channels).copy_(exact_mean * values);
    sums.narrow(0, channels, channels)
        .copy_((variance.to(at::kDouble) + exact_mean.square()) * values);
    sums[2 * channels].fill_(values);
  }
  sum.Sum(sums);
  Moments whole;
  whole.count = sums[2 * channels].item<double>();
  whole.mean = sums.narrow(0, 0, channels) / whole.count;
  whole.variance =
      (sums.narrow(0, channels, channels) / whole.count - whole.mean.square()).clamp_min(0.0);
  return whole;
}

void MoveStatistics(const BatchNormWeights& weights, const Moments& moments) {
  const double unbiased = moments.count / std::max(1.0, moments.count - 1.0);
  weights.running_mean.lerp_(moments.mean.to(weights.running_mean.scalar_type()), weights.momentum);
  weights.running_var.lerp_((moments.variance * unbiased).to(weights.running_var.scalar_type()),
                            weights.momentum);
}

class SyncedNorm : public torch::autograd::Function<SyncedNorm> {
 public:
  using Context = torch::autograd::AutogradContext;
  using Tensors = torch::autograd::variable_list;

  static at::Tensor forward(Context* context, const at::Tensor& x, const at::Tensor& weight,
                            const at::Tensor& bias, const BatchNormWeights& weights,
                            BatchSum* sum) {
    const Moments moments = WholeBatchMoments(x.to(weight.scalar_type()), *sum);
    MoveStatistics(weights, moments);
    const at::Tensor mean = moments.mean.to(weight.scalar_type());
    const at::Tensor variance = moments.variance.to(weight.scalar_type());
    const at::Tensor scale = (variance + weights.epsilon).rsqrt();
    context->save_for_backward({x, weight, mean, scale});
    context->saved_data["sum"] = reinterpret_cast<int64_t>(sum);
    context->saved_data["count"] = moments.count;
    return at::batch_norm(x, weight, bias, mean, variance, /*training=*/false, 0.0, weights.epsilon,
                          /*cudnn_enabled=*/false);
  }

  // With x̂ = (x − mean) · scale, over all values of a channel in the whole batch:
  // dx = weight · scale · (dy − mean(dy) − x̂ · mean(dy · x̂)).
  static Tensors backward(Context* context, const Tensors& gradients) {
    const Tensors saved = context->get_saved_variables();
    const at::Tensor& weight = saved[1];
    const at::Tensor scale = PerChannel(saved[3]);
    const at::Tensor dy = gradients[0].to(weight.scalar_type());
    const at::Tensor normal =
        (saved[0].to(weight.scalar_type()) - PerChannel(saved[2])).mul_(scale);
    const at::Tensor own = at::stack({SumPerChannel(dy), SumPerChannel(dy * normal)});
    const at::Tensor sums = own.clone();
    reinterpret_cast<BatchSum*>(context->saved_data["sum"].toInt())->Sum(sums);
    const at::Tensor means =
        (sums / context->saved_data["count"].toDouble()).to(weight.scalar_type());
    const at::Tensor dx = (dy - PerChannel(means[0]))
                              .sub_(normal * PerChannel(means[1]))
                              .mul_(scale)
                              .mul_(PerChannel(weight));
    const at::Tensor local = own.to(weight.scalar_type());
    return {dx.to(saved[0].scalar_type()), local[1], local[0], at::Tensor(), at::Tensor()};
  }
};

}  // namespace

at::Tensor SyncedBatchNorm(const at::Tensor& x, const BatchNormWeights& weights, BatchSum& sum) {
  return SyncedNorm::apply(x, weights.weight, weights.bias, weights, &sum);
}

}  // namespace supreme
