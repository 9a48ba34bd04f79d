#include "engine/feature_model.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "core/json.h"
#include "tests/core/expect_error.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kWeightPrefix = "weights.";
constexpr size_t kWidth = 16;

fs::path GoldenFile(const std::string& name) {
  return fs::path(SUPREME_SOURCE_DIR) / "testdata/engine" / (name + ".safetensors");
}

// A network, its inputs and the mean tokens of the Python model.
struct Case {
  explicit Case(const std::string& name)
      : golden(GoldenFile(name)),
        weights_path(fs::path(testing::TempDir()) / ("features_of_" + name)) {
    ConfigTable::Of(config).FromJson(ParseJson(golden.metadata().at("config"), name), name);
    if (config.fusion == "linear") config.trained_queries = 5;
    NamedTensors tensors;
    for (const std::string& stored : golden.names()) {
      if (!stored.starts_with(kWeightPrefix)) continue;
      tensors.emplace_back(stored.substr(kWeightPrefix.size()), golden.Get(stored));
    }
    WriteSafetensors(weights_path, tensors);
    samples = ToFloats(golden.Get("samples"));
    lead_log_std = ToFloats(golden.Get("lead_log_std"));
    expected = ToFloats(SafetensorsFile(GoldenFile("ecg_features")).Get(name));
  }

  ~Case() { fs::remove(weights_path); }

  SafetensorsFile golden;
  fs::path weights_path;
  ModelConfig config;
  std::vector<float> samples, lead_log_std, expected;
};

class FeatureModelGolden : public testing::TestWithParam<const char*> {};

TEST_P(FeatureModelGolden, GivesTheMeanTokenOfThePythonModel) {
  const Case golden(GetParam());
  const SafetensorsFile weights(golden.weights_path);
  FeatureModel model(golden.config, weights, {.threads = 1, .batch_size = 5});
  ASSERT_EQ(model.width(), kWidth);
  const std::vector<float> found = model.Infer(golden.samples, golden.lead_log_std);
  ASSERT_EQ(found.size(), golden.expected.size());
  for (size_t i = 0; i < found.size(); ++i) EXPECT_NEAR(found[i], golden.expected[i], 2e-5) << i;
}

INSTANTIATE_TEST_SUITE_P(Networks, FeatureModelGolden,
                         testing::Values("ecg_vit", "ecg_vit_zscore", "ecg_resnet",
                                         "ecg_resnet_zscore", "ecg_vit_linear", "ecg_resnet_pooled",
                                         "ecg_resnet_linear"),
                         [](const auto& network) { return std::string(network.param); });

TEST(FeatureModel, RefusesWeightsOfAnotherNetworkAndBadBatches) {
  const Case golden("ecg_vit");
  const SafetensorsFile weights(golden.weights_path);
  const Case other("ecg_resnet");
  ExpectError(ErrorCode::kCorruptData, "encoder.stages.0.0.conv1.weight is missing",
              [&] { FeatureModel(other.config, weights); });
  ExpectError(ErrorCode::kUsage, "batch size 0",
              [&] { FeatureModel(golden.config, weights, {.batch_size = 0}); });
}

}  // namespace
}  // namespace supreme
