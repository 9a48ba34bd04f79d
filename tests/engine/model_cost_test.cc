#include "engine/model_cost.h"

#include <gtest/gtest.h>

#include "core/json.h"

namespace supreme {
namespace {

// scripts/goldens/model_flop.py counts what PyTorch multiplies.
TEST(ModelCost, EqualsWhatPyTorchCounts) {
  const Json entries = ReadJsonFile(SUPREME_SOURCE_DIR "/testdata/engine/model_flop.json");
  ASSERT_EQ(entries.size(), 6u);
  for (const Json& entry : entries) {
    ModelConfig config;
    ConfigTable::Of(config).FromJson(entry.at("config"), "golden");
    const PartCost total = CostOf(config, entry.at("queries")).Total();
    EXPECT_EQ(total.parameters, entry.at("parameters")) << entry.at("config");
    EXPECT_EQ(total.flop, entry.at("flop")) << entry.at("config");
  }
}

TEST(ModelCost, OfThePapersNetworkIsAboutElevenGflop) {
  ModelConfig tiny = ModelPreset("tiny");
  tiny.text_width = 768;
  const ModelCost cost = CostOf(tiny, 295);
  EXPECT_EQ(cost.tokens, 480);
  EXPECT_NEAR(static_cast<double>(cost.encoder.flop), 7.2e9, 0.1e9);
  EXPECT_NEAR(static_cast<double>(cost.rest.flop), 4.0e9, 0.1e9);
  EXPECT_EQ(cost.encoder.parameters, 5372736);
}

TEST(ModelCost, PoolingLeavesTheFusionOneToken) {
  ModelConfig config = ModelPreset("resnet18");
  const ModelCost tokens = CostOf(config, 295);
  config.encoder_output = "pooled";
  const ModelCost pooled = CostOf(config, 295);
  EXPECT_EQ(tokens.tokens, 313);
  EXPECT_EQ(pooled.tokens, 1);
  EXPECT_EQ(pooled.Total().parameters, tokens.Total().parameters);
  EXPECT_LT(pooled.rest.flop, tokens.rest.flop);
}

}  // namespace
}  // namespace supreme
