#include <gtest/gtest.h>

#include "core/error.h"
#include "engine/model_config.h"

namespace supreme {
namespace {

int64_t EncoderParameters(const ModelConfig& config) {
  int64_t count = 0;
  for (const auto& [name, shape] : WeightShapes(config)) {
    const bool counts = name.starts_with("encoder.") && name.find(".running_") == std::string::npos;
    if (counts) count += ElementCount(shape);
  }
  return count;
}

TEST(ModelPresets, EveryPresetFitsTogether) {
  for (const std::string& name : ModelPresetNames()) {
    EXPECT_NO_THROW(ValidateModelConfig(ModelPreset(name))) << name;
  }
}

TEST(ModelPresets, UnknownPresetNamesTheKnownOnes) {
  try {
    ModelPreset("huge");
    FAIL() << "no error";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::kUsage);
    EXPECT_NE(error.hint().find("vit-nano"), std::string::npos);
  }
}

// MERL's sizes: width, heads; 12 blocks, and a feed-forward part four times as wide.
TEST(ModelPresets, VitsDifferInWidthAndHeadsOnly) {
  for (const auto& [name, width, heads] :
       {std::tuple{"tiny", 192, 3}, {"vit-small", 384, 6}, {"base", 768, 12}}) {
    const ModelConfig config = ModelPreset(name);
    EXPECT_EQ(config.width, width);
    EXPECT_EQ(config.attention_heads, heads);
    EXPECT_EQ(TokenCount(config), 480);
    // Patches of 125, 12 leads, 40 places, final norm; per block two norms, and 12 D² + 9 D.
    const int64_t d = width;
    EXPECT_EQ(EncoderParameters(config),
              125 * d + 52 * d + 2 * d + 12 * (4 * d + 12 * d * d + 9 * d))
        << name;
  }
}

TEST(ModelPresets, Resnet18Has313TokensOf512) {
  const ModelConfig config = ModelPreset("resnet18");
  EXPECT_EQ(TokenCount(config), 313);
  EXPECT_EQ(WeightShapes(config).at("ecg_projection.fc1.weight"), (Shape{256, 512}));
  EXPECT_EQ(EncoderParameters(config), 3848832);
}

}  // namespace
}  // namespace supreme
