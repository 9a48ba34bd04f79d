// Gradients of the losses against central differences in double precision.
#include <gtest/gtest.h>

#include "nn/contrastive_loss.h"
#include "nn/losses.h"
#include "tests/nn/finite_differences.h"

namespace supreme {
namespace {

TEST(QueryLossGradient, EqualsFiniteDifferencesWithEveryOption) {
  at::manual_seed(1);
  const at::Tensor logits = at::randn({4, 5}, at::kDouble).requires_grad_(true);
  const at::Tensor labels = at::randint(0, 4, {4, 5}, at::kByte);
  LossOptions all;
  all.mask_uncertain = true;
  all.contrast_weight = 5.0;
  all.contrast_margin = 2.0;
  all.pos_weight = at::rand({5}, at::kDouble) * 10.0;
  for (const LossOptions& options : {LossOptions{}, all}) {
    EXPECT_LT(WorstGradientError([&] { return QueryLoss(logits, labels, options); }, {logits}),
              1e-6);
  }
}

TEST(ContrastiveLossGradient, EqualsFiniteDifferences) {
  at::manual_seed(2);
  const auto rows = [](int64_t count) {
    return at::randn({count, 6}, at::kDouble).requires_grad_(true);
  };
  const at::Tensor anchors = rows(4), positives = rows(4), opposites = rows(2);
  const auto unit = [](const at::Tensor& x) {
    return x / at::linalg_vector_norm(x, 2, at::IntArrayRef{-1}, true);
  };
  const auto loss = [&] {
    return ContrastiveLoss({unit(anchors), unit(positives), unit(opposites),
                            at::tensor({1, 3}, at::kLong), at::zeros({4, 4}, at::kBool)},
                           {.temperature = 0.5});
  };
  EXPECT_LT(WorstGradientError(loss, {anchors, positives, opposites}), 1e-6);
}

}  // namespace
}  // namespace supreme
