#include "nn/contrastive_loss.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <cmath>

namespace supreme {
namespace {

at::Tensor Rows(const std::vector<float>& values, int64_t rows) {
  return at::tensor(values).reshape({rows, -1});
}

// Two concepts along the axes; each positive is its anchor, the opposite of the first lies along
// the second.
ContrastiveBatch TwoConcepts() {
  const at::Tensor axes = Rows({1, 0, 0, 1}, 2);
  return {axes, axes, Rows({0, 1}, 1), at::zeros({1}, at::kLong), at::zeros({2, 2}, at::kBool)};
}

constexpr ContrastiveOptions kRankingOnly = {.temperature = 1.0, .margin_weight = 0.0};

TEST(ContrastiveLoss, RanksThePositiveAmongOthersAndOnesOwnOpposites) {
  // First anchor: e / (e + 1 + 1), second: e / (1 + e), which does not see the first's opposite.
  const double e = std::exp(1.0);
  const double expected = (std::log((e + 2.0) / e) + std::log((e + 1.0) / e)) / 2.0;
  EXPECT_NEAR(ContrastiveLoss(TwoConcepts(), kRankingOnly).item<double>(), expected, 1e-6);
}

TEST(ContrastiveLoss, RelatedConceptsAreNoNegatives) {
  ContrastiveBatch batch = TwoConcepts();
  batch.related = at::eye(2, at::kBool).logical_not();
  const double e = std::exp(1.0);
  const double expected = std::log((e + 1.0) / e) / 2.0;  // only the opposite is left
  EXPECT_NEAR(ContrastiveLoss(batch, kRankingOnly).item<double>(), expected, 1e-6);
}

TEST(ContrastiveLoss, MarginsCostOnlyBeyondThem) {
  ContrastiveBatch batch = TwoConcepts();
  const ContrastiveOptions with_margins = {.temperature = 1.0, .margin_weight = 1.0};
  const auto margin_part = [&] {
    return ContrastiveLoss(batch, with_margins).item<double>() -
           ContrastiveLoss(batch, kRankingOnly).item<double>();
  };
  EXPECT_NEAR(margin_part(), 0.0, 1e-6);
  batch.opposites = Rows({1, 0}, 1);  // cosine 1, margin 0.5
  EXPECT_NEAR(margin_part(), 0.25, 1e-6);
  batch.opposites = Rows({0, 1}, 1);
  batch.positives = Rows({0, 1, 0, 1}, 2);  // cosines 0 and 1, margin 0.9
  EXPECT_NEAR(margin_part(), 0.81 / 2.0, 1e-6);
}

TEST(ContrastiveLoss, WorksWithoutOpposites) {
  ContrastiveBatch batch = TwoConcepts();
  batch.opposites = at::empty({0, 2});
  batch.owner = at::empty({0}, at::kLong);
  EXPECT_TRUE(std::isfinite(ContrastiveLoss(batch, {}).item<double>()));
}

}  // namespace
}  // namespace supreme
