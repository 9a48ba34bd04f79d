#include "predict/feature_encoder.h"

#include <gtest/gtest.h>

#include "engine/feature_model.h"
#include "predict/engine_predictor.h"
#include "signal/preprocess.h"
#include "tests/core/temp_folder.h"
#include "tests/data/test_pack.h"
#include "tests/predict/random_bundle.h"

namespace supreme {
namespace {

TEST(EngineFeatureEncoder, GivesTheModelsFeaturesOfPreparedWindows) {
  const TempFolder folder;
  const Bundle bundle = WriteRandomBundle(folder / "b", ModelPreset("nano"));
  EngineFeatureEncoder encoder(bundle, {.threads = 1, .batch_size = 2});
  EXPECT_EQ(encoder.info().name, "b");
  EXPECT_EQ(encoder.info().bundle_id, BundleId(folder / "b"));
  std::vector<EcgWindow> windows;
  for (int i = 0; i < 5; ++i) windows.push_back(WholeMicrovoltWindow(i));
  const std::vector<float> features = encoder.Encode(windows);
  const size_t width = encoder.info().width;
  ASSERT_EQ(features.size(), 5 * width);

  const SafetensorsFile weights(folder / "b" / "model.safetensors");
  FeatureModel model(bundle.model, weights, {.threads = 1});
  const Preprocessor preprocessor(bundle.model.preprocess);
  for (size_t w = 0; w < windows.size(); ++w) {
    const NetworkInput input = preprocessor.Prepare(windows[w]);
    const std::vector<float> expected = model.Infer(input.samples, input.lead_log_std);
    for (size_t d = 0; d < width; ++d) EXPECT_NEAR(features[w * width + d], expected[d], 1e-5);
  }
}

TEST(EngineFeatureEncoder, HasAKeyOfBundleAndArithmetic) {
  const TempFolder folder;
  const Bundle bundle = WriteRandomBundle(folder / "b", ModelPreset("nano"));
  const std::string key = EngineFeatureEncoder(bundle, {.threads = 1}).info().key;
  EXPECT_EQ(EngineFeatureEncoder(bundle, {.threads = 1, .batch_size = 3}).info().key, key);
  EXPECT_NE(EngineFeatureEncoder(bundle, {.threads = 1, .precision = "bf16"}).info().key, key);
  ModelConfig other = ModelPreset("nano");
  other.preprocess.normalisation = "minmax_record";
  const Bundle changed = WriteRandomBundle(folder / "c", other);
  EXPECT_NE(EngineFeatureEncoder(changed, {.threads = 1}).info().key, key);
}

}  // namespace
}  // namespace supreme
