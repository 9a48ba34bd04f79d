#include "eval/explain.h"

#include <gtest/gtest.h>

#include "tests/core/expect_error.h"
#include "tests/eval/small_explained.h"

namespace supreme {
namespace {

// 12 leads × 4 samples: 10 × lead + place.
std::vector<float> Steps() {
  std::vector<float> samples;
  for (size_t lead = 0; lead < kLeadCount; ++lead) {
    for (size_t i = 0; i < 4; ++i) samples.push_back(static_cast<float>(10 * lead + i));
  }
  return samples;
}

TEST(Occluder, PutsTheLeadsMedianIntoACellAndNothingElse) {
  const std::vector<float> samples = Steps();
  const Occluder occluder(samples, {2, 1.0});
  std::vector<float> masked = samples;
  occluder.Mask(3, masked);  // lead II, second half
  for (size_t i = 0; i < samples.size(); ++i) {
    EXPECT_EQ(masked[i], i == 6 || i == 7 ? 12.0F : samples[i]) << i;
  }
  occluder.Show(3, masked);
  EXPECT_EQ(masked, samples);
}

TEST(Occluder, MasksEverythingCellByCell) {
  const std::vector<float> samples = Steps();
  const Occluder occluder(samples, {3, 1.0});  // cells of unequal length
  std::vector<float> masked = samples;
  for (size_t cell = 0; cell < 36; ++cell) occluder.Mask(cell, masked);
  EXPECT_EQ(masked, occluder.Blank());
  for (size_t lead = 0; lead < kLeadCount; ++lead) {
    EXPECT_EQ(masked[4 * lead], static_cast<float>(10 * lead + 2));
  }
}

TEST(Explain, GradientTimesInputMeasuresFromTheMedianAndSumsOverCells) {
  NetworkInput input;
  input.samples = Steps();
  std::vector<float> gradient(48, 0.0F);
  gradient[0] = 2.0F;   // lead I, sample 0: 0 - 2
  gradient[1] = 3.0F;   // sample 1: 1 - 2
  gradient[47] = 5.0F;  // V6, sample 3: 113 - 112
  const ImportanceMap map = ExplainByGradient(gradient, input, {2, 1.0});
  EXPECT_DOUBLE_EQ(map.at(0, 0), -7.0);
  EXPECT_DOUBLE_EQ(map.at(0, 1), 0.0);
  EXPECT_DOUBLE_EQ(map.at(11, 1), 5.0);
  EXPECT_TRUE(map.is_signed);
}

TEST(Explain, OcclusionIsWhatTheLogitLoses) {
  const SmallExplained small(SmallConfig("vit"));
  InputScorer scorer = small.Scorer();
  const NetworkInput input = scorer.Prepare(Waves());
  const CellGrid grid{5, 10.0};
  const auto maps = ExplainByOcclusion(scorer, input, grid);
  ASSERT_EQ(maps.size(), scorer.question_count());
  const auto whole = scorer.Logits(input.samples, input.lead_log_std);
  const Occluder occluder(input.samples, grid);
  for (const size_t cell : {size_t{0}, size_t{17}, size_t{59}}) {
    std::vector<float> masked = input.samples;
    occluder.Mask(cell, masked);
    const auto logits = scorer.Logits(masked, input.lead_log_std);
    EXPECT_NEAR(maps[2].values[cell], whole[2] - logits[2], 1e-5);
    EXPECT_NE(maps[2].values[cell], 0.0);
  }
}

TEST(Explain, AttentionOfAVitLiesOnLeadsAndTimes) {
  const SmallExplained small(SmallConfig("vit"));
  InputScorer scorer = small.Scorer();
  const CrossAttention attention = scorer.Attention(scorer.Prepare(Waves()));
  const AttentionMaps maps = ExplainByAttention(attention, small.bundle.model, 1);
  ASSERT_EQ(maps.layers.size(), 2U);
  EXPECT_EQ(maps.mean.rows, kLeadCount);
  EXPECT_EQ(maps.mean.columns, 40U);
  EXPECT_DOUBLE_EQ(maps.mean.column_s, 0.25);
  double sum = 0.0;
  for (size_t i = 0; i < maps.mean.values.size(); ++i) {
    sum += maps.mean.values[i];
    EXPECT_NEAR(maps.mean.values[i], 0.5 * (maps.layers[0].values[i] + maps.layers[1].values[i]),
                1e-9);
  }
  EXPECT_NEAR(sum, 1.0, 1e-5);
  EXPECT_FALSE(maps.mean.is_signed);
}

TEST(Explain, AttentionOfAResnetIsABandCentredOnItsTokens) {
  const SmallExplained small(SmallConfig("resnet"));
  InputScorer scorer = small.Scorer();
  const CrossAttention attention = scorer.Attention(scorer.Prepare(Waves()));
  const AttentionMaps maps = ExplainByAttention(attention, small.bundle.model, 0);
  EXPECT_TRUE(maps.mean.is_band());
  EXPECT_EQ(maps.mean.columns, 63U);
  EXPECT_DOUBLE_EQ(maps.mean.column_s, 0.16);
  EXPECT_DOUBLE_EQ(maps.mean.start_s, -0.08);
}

TEST(Explain, RefusesTheAttentionOfOneToken) {
  ModelConfig config = SmallConfig("resnet");
  config.encoder_output = "pooled";
  ExpectError(ErrorCode::kUsage, "pooled", [&] { ExplainByAttention({}, config, 0); });
}

TEST(Explain, CutsTheNetworksSecondsIntoCells) {
  const CellGrid grid = GridOf(SmallConfig("resnet"), 0.2);
  EXPECT_EQ(grid.columns, 50U);
  EXPECT_DOUBLE_EQ(grid.duration_s, 10.0);
  EXPECT_EQ(GridOf(SmallConfig("resnet"), 100.0).columns, 1U);
}

}  // namespace
}  // namespace supreme
