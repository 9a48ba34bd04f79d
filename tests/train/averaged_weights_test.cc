#include "train/averaged_weights.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>
#include <gtest/gtest.h>

#include "nn/supreme_model.h"

namespace supreme {
namespace {

TEST(AveragedWeights, FollowTheNetworkWithTheDecayOfTheStep) {
  const c10::NoGradGuard no_grad;
  ModelConfig config = ModelPreset("nano");
  config.text_width = 16;
  SupremeModel model(config);
  for (const auto& [name, tensor] : model.weights().parameters()) tensor.fill_(1.0);
  AveragedWeights averaged(model, 0.9);
  const at::Tensor& weight = averaged.model().weights().Get("head.fc1.weight");
  const at::Tensor& statistic = averaged.model().weights().Get("encoder.stem.norm.running_mean");
  EXPECT_EQ(weight.max().item<float>(), 1.0f);
  for (const auto& [name, tensor] : model.weights().parameters()) tensor.fill_(3.0);
  for (const auto& [name, tensor] : model.weights().buffers()) tensor.fill_(10.0);
  averaged.Update(1);  // decay (1 + 1) / (10 + 1)
  EXPECT_NEAR(weight.max().item<double>(), 3.0 - 2.0 * 2.0 / 11.0, 1e-5);
  EXPECT_NEAR(statistic.max().item<double>(), 10.0 - 10.0 * 2.0 / 11.0, 1e-5);
  const double before = weight.max().item<double>();
  averaged.Update(1000);
  EXPECT_NEAR(weight.max().item<double>(), 0.9 * before + 0.1 * 3.0, 1e-5);
}

}  // namespace
}  // namespace supreme
