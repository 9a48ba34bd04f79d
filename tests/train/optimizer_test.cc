#include "train/optimizer.h"

#include <gtest/gtest.h>

#include "tests/nn/golden_case.h"

namespace supreme {
namespace {

// R-N1: the reference's ten losses of torch.optim.AdamW.
TEST(AdamW, TenStepsGiveTheLossesOfPython) {
  for (const char* name : {"vit", "vit_linear", "resnet_zscore", "resnet_pooled"}) {
    GoldenCase golden(name);
    AdamW optimizer(golden.model.weights().parameters(), {.weight_decay = 0.01});
    const at::Tensor wanted = golden.Read("losses");
    for (int64_t step = 0; step < wanted.size(0); ++step) {
      const at::Tensor loss = golden.Loss();
      EXPECT_LT(RelativeDifference(loss, wanted[step]), 1e-5) << name << " step " << step;
      loss.backward();
      optimizer.Step(1e-3);
      optimizer.ClearGradients();
    }
  }
}

TEST(AdamW, NormAndScaleSpanAllGradients) {
  std::map<std::string, at::Tensor> parameters = {{"a", at::zeros({2}).requires_grad_(true)},
                                                  {"b", at::zeros({1}).requires_grad_(true)}};
  AdamW optimizer(parameters, {});
  (parameters["a"].sum() * 3.0 + parameters["b"].sum() * 4.0).backward();
  EXPECT_NEAR(optimizer.GradientNorm(), std::sqrt(9.0 + 9.0 + 16.0), 1e-6);
  optimizer.ScaleGradients(0.5);
  EXPECT_NEAR(optimizer.GradientNorm(), std::sqrt(34.0) / 2.0, 1e-6);
  optimizer.ClearGradients();
  EXPECT_EQ(optimizer.GradientNorm(), 0.0);
}

}  // namespace
}  // namespace supreme
