#include "nn/linear_classifier.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>
#include <gtest/gtest.h>

#include "nn/lead_offset.h"
#include "tests/nn/golden_case.h"

namespace supreme {
namespace {

constexpr int64_t kClasses = 4;

std::string BundleWeights(const GoldenCase& golden) {
  const std::string path = testing::TempDir() + "/supreme_linear_classifier.safetensors";
  golden.model.weights().Save(path);
  return path;
}

class LinearClassifierTest : public testing::TestWithParam<const char*> {
 protected:
  LinearClassifierTest()
      : golden(GetParam()),
        network(golden.model.config(), kClasses, {}),
        samples(golden.Read("samples")),
        lead_log_std(golden.Read("lead_log_std")) {
    network.LoadEncoder(SafetensorsFile(BundleWeights(golden)));
    const c10::NoGradGuard no_graph;
    at::manual_seed(3);
    for (const char* name : {"classes.weight", "classes.bias"}) {
      network.weights().Get(name).normal_();
    }
  }

  GoldenCase golden;
  LinearClassifier network;
  at::Tensor samples, lead_log_std;
};

TEST_P(LinearClassifierTest, ReadsTheMeanTokenOfTheBundlesEncoder) {
  const Weights& bundle = golden.model.weights();
  const auto encoder = MakeEcgEncoder(golden.model.config(), bundle);
  const at::Tensor offset = LeadOffset(bundle.Get("lead_scale.weight"), lead_log_std, 3);
  const at::Tensor feature = encoder->Forward(samples, offset, Mode{}).mean(1);
  const at::Tensor wanted = at::linear(feature, network.weights().Get("classes.weight"),
                                       network.weights().Get("classes.bias"));
  const at::Tensor logits = network.Forward(samples, lead_log_std, {}, Mode{});
  EXPECT_EQ(logits.sizes(), wanted.sizes());
  EXPECT_LT(RelativeDifference(logits, wanted), 1e-6);
}

TEST_P(LinearClassifierTest, AFrozenEncoderRunsAsInUseAndGetsNoGradient) {
  const at::Tensor as_in_use = network.Forward(samples, lead_log_std, {}, Mode{});
  const auto statistics = network.weights().Copy();
  const Mode mode{.training = true, .encoder_frozen = true};
  const at::Tensor logits = network.Forward(samples, lead_log_std, {}, mode);
  EXPECT_TRUE(logits.equal(as_in_use));
  for (const auto& [name, buffer] : network.weights().buffers()) {
    EXPECT_TRUE(buffer.equal(statistics.Get(name))) << name;
  }
  logits.sum().backward();
  for (const auto& [name, parameter] : network.weights().parameters()) {
    EXPECT_EQ(parameter.grad().defined(), name.starts_with(kClassesPrefix)) << name;
  }
}

TEST_P(LinearClassifierTest, OnOtherWeightsIsTheSameNetwork) {
  const at::Tensor wanted = network.Forward(samples, lead_log_std, {}, Mode{});
  const auto other = network.On(network.weights().Copy());
  {
    const c10::NoGradGuard no_graph;
    network.weights().Get("classes.bias").add_(1.0);
  }
  EXPECT_TRUE(other->Forward(samples, lead_log_std, {}, Mode{}).equal(wanted));
}

INSTANTIATE_TEST_SUITE_P(Encoders, LinearClassifierTest,
                         testing::Values("vit_zscore_no_self", "resnet_zscore"));

}  // namespace
}  // namespace supreme
