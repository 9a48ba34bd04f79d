#include "nn/linear_head.h"

#include <gtest/gtest.h>

#include "core/error.h"
#include "tests/nn/finite_differences.h"
#include "tests/nn/small_network.h"

namespace supreme {
namespace {

ModelConfig LinearConfig(int64_t queries) {
  ModelConfig config = SmallNetwork();
  config.fusion = "linear";
  config.trained_queries = queries;
  return config;
}

TEST(LinearHead, IsOneProductPerQueryWithTheMeanToken) {
  Weights weights(LinearConfig(3), {});
  weights.Initialise(Rng(1));
  const at::Tensor tokens = at::randn({2, 4, 8});
  const at::Tensor logits = LinearHead(LinearConfig(3), weights).Forward(tokens, {});
  const at::Tensor mean =
      (tokens.select(1, 0) + tokens.select(1, 1) + tokens.select(1, 2) + tokens.select(1, 3)) / 4.0;
  EXPECT_TRUE(at::allclose(logits, at::matmul(mean, weights.Get("linear.weight").t()), 1e-5, 1e-7));
}

TEST(LinearHead, GradientEqualsFiniteDifferencesInDouble) {
  Weights weights(LinearConfig(5), {.dtype = at::kDouble});
  weights.Initialise(Rng(1), LinearInit::kFanIn);
  const LinearHead head(LinearConfig(5), weights);
  at::manual_seed(1);
  const at::Tensor tokens = at::randn({3, 4, 8}, at::kDouble).requires_grad_(true);
  const auto loss = [&] { return head.Forward(tokens, {}).sigmoid().square().sum(); };
  EXPECT_LT(
      WorstGradientError(loss, {tokens, weights.Get("linear.weight"), weights.Get("linear.bias")}),
      1e-6);
}

TEST(LinearHead, DropsNumbersOfTheMeanInTraining) {
  ModelConfig config = LinearConfig(1);
  config.dropout = 0.15;
  const Weights weights(config, {});
  SetFirst(weights, "linear.weight", 1.0);
  const LinearHead head(config, weights);
  at::manual_seed(3);
  const at::Tensor logits = head.Forward(at::ones({20'000, 2, 8}), {.training = true});
  EXPECT_NEAR(ShareKept(logits), 0.85, 0.015);
  EXPECT_NEAR(logits.max().item<double>(), 1.0 / 0.85, 1e-5);
}

TEST(LinearHead, RefusesTokensOfAnotherWidth) {
  const Weights weights(LinearConfig(1), {});
  EXPECT_THROW(LinearHead(LinearConfig(1), weights).Forward(at::ones({2, 3, 7}), {}), Error);
}

}  // namespace
}  // namespace supreme
