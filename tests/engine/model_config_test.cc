#include "engine/model_config.h"

#include <gtest/gtest.h>

#include "core/error.h"

namespace supreme {
namespace {

int64_t CountWeights(const ModelConfig& config, const std::string& prefix) {
  int64_t count = 0;
  for (const auto& [name, shape] : WeightShapes(config)) {
    if (!name.starts_with(prefix) || name.find(".running_") != std::string::npos) continue;
    int64_t elements = 1;
    for (const int64_t extent : shape) elements *= extent;
    count += elements;
  }
  return count;
}

ErrorCode CodeOf(const ModelConfig& config) {
  try {
    ValidateModelConfig(config);
  } catch (const Error& error) {
    return error.code();
  }
  return ErrorCode::kInternal;
}

TEST(ModelConfig, NanoHas63TokensAndAbout400kEncoderWeights) {
  const ModelConfig nano = ModelPreset("nano");
  EXPECT_EQ(TokenCount(nano), 63);
  EXPECT_EQ(ResnetStageWidths(nano), (std::vector<int64_t>{16, 32, 64, 128}));
  EXPECT_EQ(CountWeights(nano, "encoder."), 374880);
}

TEST(ModelConfig, TinyIsThePapersSize) {
  ModelConfig tiny = ModelPreset("tiny");
  tiny.text_width = 768;  // MedCPT
  EXPECT_EQ(TokenCount(tiny), 480);
  EXPECT_NEAR(static_cast<double>(CountWeights(tiny, "")), 10.5e6, 0.1e6);
  EXPECT_EQ(WeightShapes(tiny).at("encoder.blocks.11.qkv.weight"), (Shape{576, 192}));
}

TEST(ModelConfig, ResnetGrowsLikeResnet18) {
  ModelConfig config;
  config.encoder = "resnet";
  config.stem_width = 64;
  config.width = 512;
  EXPECT_EQ(ResnetStageWidths(config), (std::vector<int64_t>{64, 128, 256, 512}));
  EXPECT_EQ(CountWeights(config, "encoder."), 3848832);
  EXPECT_EQ(TokenCount(config), 313);
}

TEST(ModelConfig, RefusesNumbersThatDoNotFit) {
  ModelConfig heads;
  heads.attention_heads = 5;
  EXPECT_EQ(CodeOf(heads), ErrorCode::kUsage);
  ModelConfig patch;
  patch.patch_samples = 126;
  EXPECT_EQ(CodeOf(patch), ErrorCode::kUsage);
  ModelConfig tokens;
  tokens.patch_samples = 5;
  EXPECT_EQ(CodeOf(tokens), ErrorCode::kUsage);
  ModelConfig fusion = ModelPreset("nano");
  fusion.fusion_heads = 3;
  EXPECT_EQ(CodeOf(fusion), ErrorCode::kUsage);
  ModelConfig narrow = ModelPreset("nano");
  narrow.width = 8;
  EXPECT_EQ(CodeOf(narrow), ErrorCode::kUsage);
  ModelConfig encoder;
  encoder.encoder = "lstm";
  EXPECT_EQ(CodeOf(encoder), ErrorCode::kUsage);
}

TEST(ModelConfig, OptionalWeightsFollowTheOptions) {
  ModelConfig config = ModelPreset("nano");
  EXPECT_FALSE(WeightShapes(config).contains("fusion.layers.0.self_qkv.weight"));
  EXPECT_FALSE(WeightShapes(config).contains("lead_scale.weight"));
  config.query_self_attention = true;
  config.preprocess.normalisation = "zscore_record";
  EXPECT_EQ(WeightShapes(config).at("fusion.layers.1.self_qkv.weight"), (Shape{384, 128}));
  EXPECT_EQ(WeightShapes(config).at("lead_scale.weight"), (Shape{128, 12}));
}

TEST(ModelConfig, ALinearHeadTakesThePlaceOfFusionAndQueryProjection) {
  ModelConfig config = ModelPreset("nano");
  config.fusion = "linear";
  config.trained_queries = 7;
  const auto shapes = WeightShapes(config);
  EXPECT_EQ(shapes.at("linear.weight"), (Shape{7, 128}));
  EXPECT_EQ(shapes.at("linear.bias"), (Shape{7}));
  EXPECT_TRUE(shapes.contains("ecg_projection.fc2.weight"));
  for (const auto& [name, shape] : shapes) {
    EXPECT_FALSE(name.starts_with("fusion.") || name.starts_with("head.") ||
                 name.starts_with("query_projection."))
        << name;
  }
}

TEST(ModelConfig, PoolingAddsNoWeights) {
  ModelConfig config = ModelPreset("nano");
  const auto shapes = WeightShapes(config);
  config.encoder_output = "pooled";
  EXPECT_EQ(WeightShapes(config), shapes);
}

TEST(ModelConfig, ShortcutsStandOnlyWhereTheShapeChanges) {
  const auto shapes = WeightShapes(ModelPreset("nano"));
  EXPECT_FALSE(shapes.contains("encoder.stages.0.0.shortcut.conv.weight"));
  EXPECT_EQ(shapes.at("encoder.stages.1.0.shortcut.conv.weight"), (Shape{32, 16, 1}));
  EXPECT_FALSE(shapes.contains("encoder.stages.1.1.shortcut.conv.weight"));
}

}  // namespace
}  // namespace supreme
