#include "nn/losses.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <cmath>

#include "tests/core/expect_error.h"

namespace supreme {
namespace {

at::Tensor Labels() { return at::tensor({0, 1, 2, 1}).to(at::kByte).reshape({2, 2}); }
at::Tensor Logits() { return at::tensor({0.5, -1.0, 2.0, 3.0}, at::kDouble).reshape({2, 2}); }

double Present(double logit) { return std::log1p(std::exp(-logit)); }
double Absent(double logit) { return std::log1p(std::exp(logit)); }

TEST(QueryLoss, IsTheMeanCrossEntropyWithUncertainAsAbsent) {
  const double wanted = (Absent(0.5) + Present(-1.0) + Absent(2.0) + Present(3.0)) / 4.0;
  EXPECT_NEAR(QueryLoss(Logits(), Labels(), {}).item<double>(), wanted, 1e-12);
}

TEST(QueryLoss, LeavesUncertainOutWhenMasked) {
  const double wanted = (Absent(0.5) + Present(-1.0) + Present(3.0)) / 3.0;
  const LossOptions options{.mask_uncertain = true, .pos_weight = {}};
  EXPECT_NEAR(QueryLoss(Logits(), Labels(), options).item<double>(), wanted, 1e-12);
}

TEST(QueryLoss, WeighsPresentLabelsByQuery) {
  const LossOptions options{.mask_uncertain = false,
                            .pos_weight = at::tensor({1.0, 3.0}, at::kDouble)};
  const double wanted = (Absent(0.5) + 3.0 * Present(-1.0) + Absent(2.0) + 3.0 * Present(3.0)) / 4;
  EXPECT_NEAR(QueryLoss(Logits(), Labels(), options).item<double>(), wanted, 1e-12);
}

TEST(QueryLoss, PushesConfusableLabelsFurtherDown) {
  const at::Tensor labels = at::tensor({3, 1, 0, 1}).to(at::kByte).reshape({2, 2});
  const LossOptions options{.contrast_weight = 5.0, .contrast_margin = 2.0, .pos_weight = {}};
  const double wanted =
      (5.0 * Absent(0.5 + 2.0) + Present(-1.0) + Absent(2.0) + Present(3.0)) / 4.0;
  EXPECT_NEAR(QueryLoss(Logits(), labels, options).item<double>(), wanted, 1e-12);
  EXPECT_NEAR(QueryLoss(Logits(), labels, {}).item<double>(),
              (Absent(0.5) + Present(-1.0) + Absent(2.0) + Present(3.0)) / 4.0, 1e-12);
}

TEST(QueryLoss, FocalAndAsymmetricWithoutFocusAreCrossEntropy) {
  const double wanted = QueryLoss(Logits(), Labels(), {}).item<double>();
  LossOptions focal;
  focal.kind = LossKind::kFocal;
  focal.focal_gamma = focal.focal_alpha = 0.0;
  EXPECT_NEAR(QueryLoss(Logits(), Labels(), focal).item<double>(), wanted, 1e-12);
  LossOptions asymmetric;
  asymmetric.kind = LossKind::kAsymmetric;
  asymmetric.positive_gamma = asymmetric.negative_gamma = asymmetric.negative_shift = 0.0;
  EXPECT_NEAR(QueryLoss(Logits(), Labels(), asymmetric).item<double>(), wanted, 1e-12);
}

TEST(QueryLoss, AsymmetricForgetsAbsentLabelsBelowTheShift) {
  LossOptions options;
  options.kind = LossKind::kAsymmetric;
  const at::Tensor sure = at::full({1, 2}, -4.0, at::kDouble).requires_grad_();  // p = 0.018
  const at::Tensor loss = QueryLoss(sure, at::zeros({1, 2}, at::kByte), options);
  loss.backward();
  EXPECT_NEAR(loss.item<double>(), 0.0, 1e-12);
  EXPECT_EQ(sure.grad().abs().sum().item<double>(), 0.0);
}

TEST(QueryLoss, StaysFiniteForLogitsOfAnySize) {
  const at::Tensor labels = at::tensor({0, 1, 0, 1}).to(at::kByte).reshape({2, 2});
  for (const LossKind kind : {LossKind::kBce, LossKind::kFocal, LossKind::kAsymmetric}) {
    for (const double shift : {0.0, 0.05}) {
      LossOptions options;
      options.kind = kind;
      options.focal_gamma = options.positive_gamma = options.negative_gamma = 0.5;
      options.negative_shift = shift;
      const at::Tensor logits =
          at::tensor({-300.0f, -300.0f, 300.0f, 300.0f}).reshape({2, 2}).requires_grad_();
      const at::Tensor loss = QueryLoss(logits, labels, options);
      loss.backward();
      EXPECT_TRUE(std::isfinite(loss.item<double>()));
      EXPECT_TRUE(logits.grad().isfinite().all().item<bool>());
    }
  }
}

TEST(LossKindFromName, RefusesOtherWords) {
  EXPECT_EQ(LossKindFromName("focal"), LossKind::kFocal);
  ExpectError(ErrorCode::kUsage, "\"hinge\"", [] { LossKindFromName("hinge"); });
}

TEST(QueryLoss, IsZeroWhenAllIsMasked) {
  const LossOptions options{.mask_uncertain = true, .pos_weight = {}};
  const at::Tensor labels = at::full({2, 2}, 2, at::kByte);
  EXPECT_EQ(QueryLoss(Logits(), labels, options).item<double>(), 0.0);
}

}  // namespace
}  // namespace supreme
