#include "eval/deletion.h"

#include <gtest/gtest.h>

#include "tests/eval/small_explained.h"

namespace supreme {
namespace {

TEST(Deletion, OrdersByImportanceAndBreaksTiesAtRandom) {
  const std::vector<double> importance = {0.0, 3.0, 1.0, 1.0, 1.0, 1.0, 1.0, 2.0};
  const auto order = OrderOf(importance, Rng(1));
  EXPECT_EQ(order[0], 1U);
  EXPECT_EQ(order[1], 7U);
  EXPECT_EQ(order[7], 0U);
  bool differs = false;
  for (uint64_t seed = 2; seed < 10; ++seed) differs |= OrderOf(importance, Rng(seed)) != order;
  EXPECT_TRUE(differs);
}

TEST(Deletion, CurvesRunBetweenTheWholeAndTheBlankEcg) {
  const SmallExplained small(SmallConfig("vit"));
  InputScorer scorer = small.Scorer();
  const NetworkInput input = scorer.Prepare(Waves());
  const MaskingTask task{input, {5, 10.0}, 3};
  const auto order = OrderOf(std::vector<double>(60, 0.0), Rng(1));
  const MaskingCurves curves = MaskInOrder(scorer, task, order, 4);
  ASSERT_EQ(curves.deletion.probabilities.size(), 5U);
  const auto probability = [&](std::span<const float> samples) {
    return 1.0 / (1.0 + std::exp(-scorer.Logits(samples, input.lead_log_std)[3]));
  };
  const double whole = probability(input.samples);
  const double blank = probability(Occluder(input.samples, task.grid).Blank());
  EXPECT_NE(whole, blank);
  EXPECT_NEAR(curves.deletion.probabilities.front(), whole, 1e-6);
  EXPECT_NEAR(curves.deletion.probabilities.back(), blank, 1e-6);
  EXPECT_NEAR(curves.insertion.probabilities.front(), blank, 1e-6);
  EXPECT_NEAR(curves.insertion.probabilities.back(), whole, 1e-6);
}

TEST(Deletion, AreaIsTheTrapezoidMean) {
  const SmallExplained small(SmallConfig("resnet"));
  InputScorer scorer = small.Scorer();
  const NetworkInput input = scorer.Prepare(Waves());
  const MaskingTask task{input, {4, 10.0}, 0};
  const auto order = OrderOf(std::vector<double>(48, 0.0), Rng(1));
  const MaskingCurve curve = MaskInOrder(scorer, task, order, 2).deletion;
  const auto& p = curve.probabilities;
  EXPECT_NEAR(curve.area, (p[0] + 2.0 * p[1] + p[2]) / 4.0, 1e-12);
}

TEST(Deletion, RandomOrdersAreAveragedAndRepeatWithTheSeed) {
  const SmallExplained small(SmallConfig("resnet"));
  InputScorer scorer = small.Scorer();
  const NetworkInput input = scorer.Prepare(Waves());
  const MaskingTask task{input, {4, 10.0}, 0};
  const DeletionOptions options{4, 3};
  const MaskingCurves a = MaskAtRandom(scorer, task, options, Rng(1));
  const MaskingCurves b = MaskAtRandom(scorer, task, options, Rng(1));
  EXPECT_EQ(a.deletion.probabilities, b.deletion.probabilities);
  EXPECT_NE(a.deletion.probabilities,
            MaskAtRandom(scorer, task, options, Rng(2)).deletion.probabilities);
  ASSERT_EQ(a.insertion.probabilities.size(), 5U);
}

}  // namespace
}  // namespace supreme
