#include "nn/synced_norm.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <gtest/gtest.h>

namespace supreme {
namespace {

// All is computed here.
class OnePart : public BatchSum {
 public:
  void Sum(const at::Tensor&) override { ++calls; }
  int calls = 0;
};

// Two parts with the same values.
class TwoEqualParts : public BatchSum {
 public:
  void Sum(const at::Tensor& values) override { values.mul_(2.0); }
};

struct Case {
  explicit Case(at::ScalarType type = at::kDouble, int64_t records = 3) {
    auto generator = at::make_generator<at::CPUGeneratorImpl>(7);
    const auto options = at::TensorOptions(type);
    x = (at::randn({records, 4, 1, 10}, generator, options) * 2.0 + 5.0).requires_grad_(true);
    weights.weight = (at::randn({4}, generator, options) + 1.0).requires_grad_(true);
    weights.bias = at::randn({4}, generator, options).requires_grad_(true);
    weights.running_mean = at::zeros({4}, options);
    weights.running_var = at::ones({4}, options);
    upstream = at::randn({records, 4, 1, 10}, generator, options);
  }
  at::Tensor Plain() {
    return at::batch_norm(x, weights.weight, weights.bias, weights.running_mean,
                          weights.running_var, true, weights.momentum, weights.epsilon, false);
  }
  at::Tensor x, upstream;
  BatchNormWeights weights;
};

TEST(SyncedNorm, OfOnePartIsPyTorchsBatchNorm) {
  for (const at::ScalarType type : {at::kDouble, at::kFloat}) {
    const double tolerance = type == at::kDouble ? 1e-12 : 2e-5;
    Case plain(type);
    Case synced(type);
    OnePart sum;
    const at::Tensor wanted = plain.Plain();
    const at::Tensor got = SyncedBatchNorm(synced.x, synced.weights, sum);
    (wanted * plain.upstream).sum().backward();
    (got * synced.upstream).sum().backward();
    const auto expect_close = [&](const at::Tensor& a, const at::Tensor& b, const char* what) {
      EXPECT_TRUE(at::allclose(a, b, tolerance, tolerance)) << what << " " << (a - b).abs().max();
    };
    expect_close(got, wanted, "output");
    expect_close(synced.x.grad(), plain.x.grad(), "gradient of the input");
    expect_close(synced.weights.weight.grad(), plain.weights.weight.grad(), "of the weight");
    expect_close(synced.weights.bias.grad(), plain.weights.bias.grad(), "of the bias");
    expect_close(synced.weights.running_mean, plain.weights.running_mean, "running mean");
    expect_close(synced.weights.running_var, plain.weights.running_var, "running variance");
    EXPECT_EQ(sum.calls, 2) << "one sum forward, one backward";
  }
}

TEST(SyncedNorm, CountsTheOtherPartsForTheRunningVariance) {
  Case one;
  Case twice;
  OnePart alone;
  TwoEqualParts both;
  const at::Tensor a = SyncedBatchNorm(one.x, one.weights, alone);
  const at::Tensor b = SyncedBatchNorm(twice.x, twice.weights, both);
  EXPECT_TRUE(at::allclose(a, b)) << "the same mean and variance";
  // 30 values and 60: unbiased by 30/29 and 60/59.
  const at::Tensor ratio = (twice.weights.running_var - 0.9) / (one.weights.running_var - 0.9);
  EXPECT_TRUE(at::allclose(ratio, at::full({4}, 60.0 / 59.0 * 29.0 / 30.0, at::kDouble)));
}

TEST(SyncedNorm, KeepsTheTypeOfReducedPrecision) {
  Case reduced(at::kFloat);
  OnePart sum;
  const at::Tensor x = reduced.x.detach().to(at::kBFloat16).requires_grad_(true);
  const at::Tensor y = SyncedBatchNorm(x, reduced.weights, sum);
  EXPECT_EQ(y.scalar_type(), at::kBFloat16);
  (y * reduced.upstream).sum().backward();
  EXPECT_EQ(x.grad().scalar_type(), at::kBFloat16);
  EXPECT_EQ(reduced.weights.weight.grad().scalar_type(), at::kFloat);
}

}  // namespace
}  // namespace supreme
