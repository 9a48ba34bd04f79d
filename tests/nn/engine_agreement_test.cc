// Training and inference build the network twice; here each variant answers the same from both.
#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>

#include "engine/ecg_model.h"
#include "nn/supreme_model.h"
#include "tests/nn/small_network.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

struct Variant {
  const char* name;
  const char* encoder;
  const char* output;
  const char* fusion;
  const char* normalisation;
};

class EngineAgreement : public ::testing::TestWithParam<Variant> {};

ModelConfig ConfigOf(const Variant& variant) {
  ModelConfig config = SmallNetwork();
  config.encoder = variant.encoder;
  config.encoder_output = variant.output;
  config.fusion = variant.fusion;
  config.trained_queries = 5;
  config.stem_width = 4;
  config.preprocess = {100.0, 250, variant.normalisation};
  return config;
}

std::vector<float> Values(const at::Tensor& tensor) {
  const at::Tensor copy = tensor.detach().contiguous();
  return {copy.const_data_ptr<float>(), copy.const_data_ptr<float>() + copy.numel()};
}

TEST_P(EngineAgreement, WithinATenThousandth) {
  const ModelConfig config = ConfigOf(GetParam());
  SupremeModel model(config);
  model.weights().Initialise(Rng(1), LinearInit::kFanIn);
  at::manual_seed(7);
  for (const auto& [name, buffer] : model.weights().buffers()) {
    buffer.copy_(at::rand_like(buffer) + (name.ends_with("var") ? 0.5 : -0.5));
  }
  const at::Tensor samples = at::randn({3, 12, 250});
  const at::Tensor deviations = at::randn({3, 12});
  const at::Tensor queries = at::randn({5, config.text_width});
  const at::Tensor wanted = model.Forward(samples, deviations, queries, {});

  const fs::path path = fs::path(testing::TempDir()) / (std::string(GetParam().name) + ".agree");
  model.weights().Save(path);
  const SafetensorsFile file(path);
  const bool is_linear = config.fusion == "linear";
  EcgModel engine(config, file, is_linear ? std::vector<float>{} : Values(queries),
                  {.threads = 1, .batch_size = 3});
  const std::vector<float> found = engine.Infer(Values(samples), Values(deviations));
  fs::remove(path);
  const std::vector<float> logits = Values(wanted);
  ASSERT_EQ(found.size(), 15u);
  for (size_t i = 0; i < found.size(); ++i) EXPECT_NEAR(found[i], logits[i], 1e-4) << i;
  EXPECT_GT(wanted.std().item<double>(), 1e-3) << "a constant would agree by chance";
}

INSTANTIATE_TEST_SUITE_P(
    Variants, EngineAgreement,
    ::testing::Values(Variant{"vit_cfn", "vit", "tokens", "cfn", "zscore_record"},
                      Variant{"vit_pooled_cfn", "vit", "pooled", "cfn", "mv"},
                      Variant{"vit_linear", "vit", "tokens", "linear", "mv"},
                      Variant{"resnet_cfn", "resnet", "tokens", "cfn", "mv"},
                      Variant{"resnet_pooled_cfn", "resnet", "pooled", "cfn", "zscore_record"},
                      Variant{"resnet_linear", "resnet", "tokens", "linear", "zscore_record"},
                      Variant{"resnet_pooled_linear", "resnet", "pooled", "linear", "mv"}),
    [](const auto& variant) { return std::string(variant.param.name); });

}  // namespace
}  // namespace supreme
