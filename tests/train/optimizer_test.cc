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

// The first step of Adam is the rate, whatever the gradient.
TEST(AdamW, ParametersWithAnotherRateMoveByTheFactor) {
  std::map<std::string, at::Tensor> parameters;
  for (const char* name : {"a", "layer.b", "layer.c", "z"}) {
    parameters[name] = at::zeros({2}).requires_grad_(true);
  }
  AdamW optimizer(parameters,
                  {.weight_decay = 0.0, .other_prefix = "layer.", .other_factor = 10.0});
  at::Tensor sum = at::zeros({});
  for (const auto& [name, tensor] : parameters) sum = sum + tensor.sum() * 3.0;
  sum.backward();
  optimizer.Step(1e-3);
  EXPECT_NEAR(parameters["a"][0].item<double>(), -1e-3, 1e-8);
  EXPECT_NEAR(parameters["z"][1].item<double>(), -1e-3, 1e-8);
  EXPECT_NEAR(parameters["layer.b"][0].item<double>(), -1e-2, 1e-7);
  EXPECT_NEAR(parameters["layer.c"][1].item<double>(), -1e-2, 1e-7);
  EXPECT_EQ(optimizer.State().size(), 12U);
}

}  // namespace
}  // namespace supreme
