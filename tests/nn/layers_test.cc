#include "nn/layers.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>
#include <torch/csrc/autograd/function.h>

#include <string>

namespace supreme {
namespace {

// True when an operation of this name is among those that made the gradient's graph.
bool GraphHolds(const torch::autograd::Node* node, const std::string& name) {
  if (node == nullptr) return false;
  if (node->name().find(name) != std::string::npos) return true;
  for (const auto& edge : node->next_edges()) {
    if (GraphHolds(edge.function.get(), name)) return true;
  }
  return false;
}

const Mode kTraining{.training = true};

TEST(Dropout, KeepsTheMeanAndDropsTheStatedShare) {
  at::manual_seed(1);
  const at::Tensor y = Dropout(at::ones({1'000'000}), 0.3, kTraining);
  EXPECT_NEAR(y.mean().item<double>(), 1.0, 0.005);
  EXPECT_NEAR(y.eq(0).to(at::kFloat).mean().item<double>(), 0.3, 0.005);
}

TEST(Dropout, IsTheIdentityOutsideTraining) {
  const at::Tensor x = at::randn({100});
  EXPECT_TRUE(at::equal(Dropout(x, 0.5, {}), x));
}

TEST(StochasticDepth, DropsWholeRecordsAndKeepsTheMean) {
  at::manual_seed(2);
  const at::Tensor y = StochasticDepth(at::ones({20'000, 3, 2}), 0.25, kTraining).flatten(1);
  const at::Tensor lowest = std::get<0>(y.min(1));
  const at::Tensor highest = std::get<0>(y.max(1));
  EXPECT_TRUE(at::equal(lowest, highest));
  EXPECT_NEAR(lowest.eq(0).to(at::kFloat).mean().item<double>(), 0.25, 0.015);
  EXPECT_NEAR(y.mean().item<double>(), 1.0, 0.02);
}

TEST(Attend, WeighsValuesBySoftmaxOfScaledProducts) {
  const at::Tensor q = at::randn({2, 3, 8});
  const at::Tensor k = at::randn({2, 5, 8});
  const at::Tensor v = at::randn({2, 5, 8});
  at::Tensor wanted = at::empty({2, 3, 8});
  for (int64_t head = 0; head < 2; ++head) {
    const auto part = [&](const at::Tensor& x) { return x.narrow(2, head * 4, 4); };
    const at::Tensor scores = at::matmul(part(q), part(k).transpose(1, 2)) / 2.0;
    wanted.narrow(2, head * 4, 4).copy_(at::matmul(scores.softmax(-1), part(v)));
  }
  EXPECT_TRUE(at::allclose(Attend(q, k, v, 2), wanted, 1e-5, 1e-6));
}

// The fused kernel keeps no [480, 480] matrix per head and record for the backward pass.
TEST(Attend, TrainsThroughTheFusedKernel) {
  const auto projected = [] { return at::randn({1, 480, 3 * 192}).requires_grad_(true); };
  const auto qkv = projected().chunk(3, -1);
  const at::Tensor mixed = Attend(qkv[0], qkv[1], qkv[2], 3);
  EXPECT_TRUE(GraphHolds(mixed.grad_fn().get(), "FlashAttention"));
}

}  // namespace
}  // namespace supreme
