#include "nn/vit.h"

#include <gtest/gtest.h>

#include "tests/nn/small_network.h"

namespace supreme {
namespace {

constexpr int64_t kUnused = 7;  // a number of every token that no test sets

// With all weights zero but the biases of one branch, number i of a token says whether block i ran:
// the final norm moves and stretches all numbers of a token alike. Returns what they are above an
// unused one, [B, tokens, numbers].
at::Tensor Heights(const ModelConfig& config, const Weights& weights, int64_t records) {
  SetFirst(weights, "encoder.norm.weight", 1.0, config.width);
  const at::Tensor tokens =
      Vit(config, weights).Forward(at::zeros({records, 12, 10}), {}, {.training = true});
  return (tokens - tokens.narrow(2, kUnused, 1)).detach();
}

class VitBranch : public ::testing::TestWithParam<const char*> {};

// Huang et al. 2016: rates rise from 0 in the first block to the stated one in the last, a branch
// is dropped for a record as a whole, and what stays is divided by the share that stays.
TEST_P(VitBranch, IsDroppedPerRecordOnALinearRamp) {
  ModelConfig config = SmallNetwork();
  config.depth = 3;
  config.stochastic_depth = 0.4;
  const Weights weights(config, {});
  for (int64_t i = 0; i < config.depth; ++i) {
    const std::string bias = "encoder.blocks." + std::to_string(i) + "." + GetParam() + ".bias";
    weights.Get(bias).detach()[i] = 1.0;
  }
  at::manual_seed(5);
  const at::Tensor heights = Heights(config, weights, 4000);
  const at::Tensor first = heights.select(1, 0);  // [B, numbers] of the first token
  EXPECT_TRUE(at::allclose(heights, first.unsqueeze(1).expand_as(heights), 0.0, 1e-6));
  const double rates[] = {0.0, 0.2, 0.4};
  for (int64_t i = 0; i < config.depth; ++i) {
    const at::Tensor height = first.select(1, i);
    EXPECT_NEAR(ShareKept(height), 1.0 - rates[i], i == 0 ? 1e-9 : 0.04) << "block " << i;
    const at::Tensor scale = (height / first.select(1, 0)).masked_select(height.gt(1e-6));
    EXPECT_NEAR(scale.min().item<double>(), 1.0 / (1.0 - rates[i]), 1e-4) << "block " << i;
    EXPECT_NEAR(scale.max().item<double>(), 1.0 / (1.0 - rates[i]), 1e-4) << "block " << i;
  }
}

// Eq. 5: what a branch adds is dropped number by number, not the token that it is added to.
TEST_P(VitBranch, LosesTheStatedShareOfItsNumbers) {
  for (const double rate : {0.05, 0.10, 0.15}) {
    ModelConfig config = SmallNetwork();
    config.dropout = rate;
    const Weights weights(config, {});
    SetFirst(weights, std::string("encoder.blocks.0.") + GetParam() + ".bias", 1.0, 4);
    at::manual_seed(6);
    const at::Tensor heights = Heights(config, weights, 1000);
    EXPECT_NEAR(ShareKept(heights.narrow(2, 0, 4)), 1.0 - rate, 0.005) << rate;
    EXPECT_FALSE(at::equal(heights.select(1, 0), heights.select(1, 1)));
  }
}

INSTANTIATE_TEST_SUITE_P(Branches, VitBranch, ::testing::Values("out", "fc2"),
                         [](const auto& branch) { return std::string(branch.param); });

TEST(Vit, DropsNothingOfTheTokensThemselves) {
  ModelConfig config = SmallNetwork();
  config.dropout = 0.5;
  config.stochastic_depth = 0.5;
  const Weights weights(config, {});
  SetFirst(weights, "encoder.lead_embedding", 1.0);  // of lead I
  const at::Tensor heights = Heights(config, weights, 200);
  EXPECT_EQ(ShareKept(heights.narrow(1, 0, 2).select(2, 0)), 1.0);
}

}  // namespace
}  // namespace supreme
