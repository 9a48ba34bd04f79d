#include "nn/losses.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <cmath>

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

TEST(QueryLoss, IsZeroWhenAllIsMasked) {
  const LossOptions options{.mask_uncertain = true, .pos_weight = {}};
  const at::Tensor labels = at::full({2, 2}, 2, at::kByte);
  EXPECT_EQ(QueryLoss(Logits(), labels, options).item<double>(), 0.0);
}

}  // namespace
}  // namespace supreme
