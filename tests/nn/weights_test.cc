#include "nn/weights.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <cmath>

#include "core/error.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

TEST(Weights, InitialiseAsThePaperSays) {
  Weights weights(ModelPreset("tiny"), {});
  weights.Initialise(Rng(3));
  for (const char* name : {"encoder.patch.weight", "encoder.lead_embedding",
                           "encoder.blocks.0.qkv.weight", "fusion.layers.1.cross_q.weight"}) {
    EXPECT_NEAR(weights.Get(name).std().item<double>(), 0.02, 0.001) << name;
  }
  EXPECT_EQ(weights.Get("head.fc1.bias").abs().max().item<double>(), 0.0);
  EXPECT_EQ(weights.Get("fusion.norm.weight").min().item<double>(), 1.0);
}

TEST(Weights, InitialiseLinearLayersByTheirInputsWhenAsked) {
  Weights weights(ModelPreset("tiny"), {});
  weights.Initialise(Rng(3), LinearInit::kFanIn);
  for (const char* name : {"encoder.patch.weight", "encoder.blocks.0.fc2.weight", "head.fc1.weight",
                           "query_projection.fc1.weight"}) {
    const at::Tensor weight = weights.Get(name);
    const double wanted = 1.0 / std::sqrt(static_cast<double>(weight.size(1)));
    EXPECT_NEAR(weight.std().item<double>(), wanted, 0.05 * wanted) << name;
  }
  EXPECT_NEAR(weights.Get("encoder.lead_embedding").std().item<double>(), 0.02, 0.001);
}

TEST(Weights, InitialiseConvolutionsByFanOut) {
  Weights weights(ModelPreset("nano"), {});
  weights.Initialise(Rng(3));
  const at::Tensor kernel = weights.Get("encoder.stages.3.1.conv1.weight");
  const double fan_out = static_cast<double>(kernel.size(0) * kernel.size(2));
  EXPECT_NEAR(kernel.std().item<double>(), std::sqrt(2.0 / fan_out), 0.002);
  EXPECT_EQ(weights.Get("encoder.stem.norm.running_var").min().item<double>(), 1.0);
}

TEST(Weights, TrainParametersButNotStatistics) {
  const Weights weights(ModelPreset("nano"), {});
  EXPECT_TRUE(weights.Get("encoder.stem.norm.weight").requires_grad());
  EXPECT_FALSE(weights.Get("encoder.stem.norm.running_mean").requires_grad());
  EXPECT_THROW(weights.Get("encoder.nothing"), Error);
}

TEST(Weights, ACopyHasTheValuesAndItsOwnMemory) {
  Weights weights(ModelPreset("nano"), {});
  weights.Initialise(Rng(5));
  const Weights copy = weights.Copy();
  for (const char* name : {"head.fc1.weight", "encoder.stem.norm.running_var"}) {
    EXPECT_TRUE(copy.Get(name).equal(weights.Get(name))) << name;
    EXPECT_EQ(copy.Get(name).requires_grad(), weights.Get(name).requires_grad()) << name;
    EXPECT_NE(copy.Get(name).data_ptr(), weights.Get(name).data_ptr()) << name;
  }
}

TEST(Weights, ReadBackWhatWasSaved) {
  const fs::path path = fs::temp_directory_path() / "supreme_weights_test.safetensors";
  Weights saved(ModelPreset("nano"), {});
  saved.Initialise(Rng(5));
  saved.Save(path);
  Weights loaded(ModelPreset("nano"), {});
  loaded.Load(SafetensorsFile(path));
  for (const auto& [name, tensor] : saved.parameters()) {
    EXPECT_TRUE(at::equal(tensor, loaded.Get(name))) << name;
  }
  Weights other(ModelPreset("vit-nano"), {});
  EXPECT_THROW(other.Load(SafetensorsFile(path)), Error);
  fs::remove(path);
}

}  // namespace
}  // namespace supreme
