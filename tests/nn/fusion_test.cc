#include "nn/fusion.h"

#include <gtest/gtest.h>

#include "tests/nn/finite_differences.h"
#include "tests/nn/small_network.h"

namespace supreme {
namespace {

class CfnGradient : public ::testing::TestWithParam<bool> {};

TEST_P(CfnGradient, EqualsFiniteDifferencesInDouble) {
  ModelConfig config = SmallNetwork();
  config.query_self_attention = GetParam();
  Weights weights(config, {.dtype = at::kDouble});
  weights.Initialise(Rng(1), LinearInit::kFanIn);
  const Fusion fusion(config, weights);
  at::manual_seed(1);
  const at::Tensor tokens = at::randn({2, 4, 8}, at::kDouble).requires_grad_(true);
  const at::Tensor queries = at::randn({3, 8}, at::kDouble).requires_grad_(true);
  const at::Tensor slope = at::randn({2, 3}, at::kDouble);
  std::vector<at::Tensor> inputs = {tokens, queries};
  for (const auto& [name, tensor] : weights.parameters()) {
    if (name.starts_with("fusion.") || name.starts_with("head.")) inputs.push_back(tensor);
  }
  const auto loss = [&] { return (fusion.Forward(tokens, queries, {}) * slope).sum(); };
  EXPECT_LT(WorstGradientError(loss, inputs), 1e-6);
}

INSTANTIATE_TEST_SUITE_P(SelfAttention, CfnGradient, ::testing::Bool());

// With all weights zero but one branch's bias and the final norm, the first number of a query is 0
// when the branch or the output is dropped, and the head reads that number.
class FusionDropout : public ::testing::TestWithParam<const char*> {};

TEST_P(FusionDropout, HitsTheBranchAndTheOutputOfEveryQuery) {
  constexpr double kRate = 0.3;
  ModelConfig config = SmallNetwork();
  config.dropout = kRate;
  const Weights weights(config, {});
  SetFirst(weights, std::string("fusion.layers.0.") + GetParam() + ".bias", 1.0);
  SetFirst(weights, "fusion.norm.weight", 1.0, config.hidden_width);
  SetFirst(weights, "head.fc1.weight", 1.0);
  SetFirst(weights, "head.fc2.weight", 1.0);
  const Fusion fusion(config, weights);
  const at::Tensor tokens = at::zeros({2000, 3, 8});
  const at::Tensor queries = at::zeros({10, 8});
  EXPECT_EQ(ShareKept(fusion.Forward(tokens, queries, {})), 1.0);
  at::manual_seed(3);
  const at::Tensor logits = fusion.Forward(tokens, queries, {.training = true});
  EXPECT_NEAR(ShareKept(logits), (1.0 - kRate) * (1.0 - kRate), 0.02);
  EXPECT_FALSE(at::equal(logits[0], logits[1])) << "each record is dropped by itself";
}

INSTANTIATE_TEST_SUITE_P(Branches, FusionDropout, ::testing::Values("self_out", "cross_out", "fc2"),
                         [](const auto& branch) { return std::string(branch.param); });

}  // namespace
}  // namespace supreme
