#include "stats/bootstrap.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/core/expect_error.h"

namespace supreme {
namespace {

struct Sample {
  std::vector<double> scores;
  std::vector<uint8_t> positive;
};

// Negatives N(0, 1), positives N(shift, 1): the true AUROC is Φ(shift / √2).
Sample DrawNormal(size_t size, double shift, double prevalence, Rng& rng) {
  Sample sample;
  for (size_t i = 0; i < size; ++i) {
    const bool positive = rng.Bernoulli(prevalence);
    sample.positive.push_back(positive ? 1 : 0);
    sample.scores.push_back(rng.Normal(positive ? shift : 0.0, 1.0));
  }
  return sample;
}

TEST(Bootstrap, EqualsTheSlowWayOverDrawnRecords) {
  Rng rng(5);
  const Sample sample = DrawNormal(60, 1.0, 0.4, rng);
  const std::vector<RankedScores> classes = {{sample.scores, sample.positive}};
  const auto fast = BootstrapAuroc(classes, {{0}}, {200, 0.9}, Rng(17));
  Rng draws(17);
  std::vector<double> aurocs;
  for (int resample = 0; resample < 200; ++resample) {
    Sample drawn;
    for (size_t i = 0; i < 60; ++i) {
      const size_t record = draws.Index(60);
      drawn.scores.push_back(sample.scores[record]);
      drawn.positive.push_back(sample.positive[record]);
    }
    aurocs.push_back(Auroc(drawn.scores, drawn.positive).value());
  }
  EXPECT_DOUBLE_EQ(fast.classes[0]->low, Percentile(aurocs, 0.05));
  EXPECT_DOUBLE_EQ(fast.classes[0]->high, Percentile(aurocs, 0.95));
  EXPECT_DOUBLE_EQ(fast.groups[0]->low, fast.classes[0]->low);
}

TEST(Bootstrap, CoversTheTruthAboutAsOftenAsItClaims) {
  Rng rng(11);
  const double truth = 0.5 * std::erfc(-1.0 / 2.0);  // Φ(1 / √2)
  int covered = 0;
  for (int run = 0; run < 200; ++run) {
    const Sample sample = DrawNormal(150, 1.0, 0.3, rng);
    const std::vector<RankedScores> classes = {{sample.scores, sample.positive}};
    const auto interval = BootstrapAuroc(classes, {}, {300, 0.95}, rng.Fork(run)).classes[0];
    if (interval->low <= truth && truth <= interval->high) ++covered;
  }
  EXPECT_GE(covered, 180);
  EXPECT_LE(covered, 199);
}

TEST(Bootstrap, IsTheSameForTheSameSeedOnly) {
  Rng rng(3);
  const Sample sample = DrawNormal(50, 1.0, 0.5, rng);
  const std::vector<RankedScores> classes = {{sample.scores, sample.positive}};
  const auto first = BootstrapAuroc(classes, {}, {}, Rng(1)).classes[0];
  EXPECT_EQ(first->low, BootstrapAuroc(classes, {}, {}, Rng(1)).classes[0]->low);
  EXPECT_NE(first->low, BootstrapAuroc(classes, {}, {}, Rng(2)).classes[0]->low);
}

TEST(Bootstrap, LeavesOutResamplesWithoutPositives) {
  const std::vector<double> scores = {0.9, 0.1, 0.2, 0.3};
  const std::vector<RankedScores> classes = {{scores, std::vector<uint8_t>{1, 0, 0, 0}},
                                             {scores, std::vector<uint8_t>{0, 0, 0, 0}}};
  const auto intervals = BootstrapAuroc(classes, {{0, 1}, {1}}, {1000, 0.95}, Rng(1));
  // A given record is drawn in 1 - (3/4)^4 = 68 % of resamples.
  EXPECT_NEAR(static_cast<double>(intervals.classes[0]->resample_count), 680.0, 60.0);
  EXPECT_FALSE(intervals.classes[1]);
  EXPECT_EQ(intervals.groups[0]->resample_count, intervals.classes[0]->resample_count);
  EXPECT_FALSE(intervals.groups[1]);
}

TEST(Bootstrap, GivesNothingForNoClassesOrRecords) {
  EXPECT_TRUE(BootstrapAuroc({}, {}, {}, Rng(1)).classes.empty());
  const std::vector<RankedScores> empty = {{{}, {}}};
  EXPECT_FALSE(BootstrapAuroc(empty, {{0}}, {}, Rng(1)).groups[0]);
}

TEST(BootstrapMeanDifference, FindsADifferenceAndItsInterval) {
  const std::vector<double> first = {0.81, 0.92, 0.75, 0.66, 0.88, 0.79};
  const std::vector<double> second = {0.71, 0.85, 0.70, 0.64, 0.80, 0.68};
  const auto result = BootstrapMeanDifference(first, second, {2000, 0.95}, Rng(1)).value();
  EXPECT_NEAR(result.mean, 0.43 / 6.0, 1e-12);
  EXPECT_LT(result.interval.low, result.mean);
  EXPECT_GT(result.interval.high, result.mean);
  EXPECT_GT(result.interval.low, 0.02);   // the smallest difference
  EXPECT_LT(result.interval.high, 0.11);  // the largest
  EXPECT_NEAR(result.p, 2.0 / 2001.0, 1e-12);
}

TEST(BootstrapMeanDifference, IsNothingWithoutPairsAndRefusesNan) {
  EXPECT_FALSE(BootstrapMeanDifference({}, {}, {}, Rng(1)));
  const std::vector<double> one = {1.0};
  EXPECT_FALSE(BootstrapMeanDifference(one, one, {0, 0.95}, Rng(1)));
  ExpectError(ErrorCode::kInvalidInput, "value 1 is not a finite number",
              [&] { BootstrapMeanDifference(std::vector<double>{std::nan("")}, one, {}, Rng(1)); });
}

TEST(BootstrapPValue, CountsTheSmallerSideTwice) {
  EXPECT_FALSE(BootstrapPValue({}));
  EXPECT_DOUBLE_EQ(*BootstrapPValue(std::vector<double>{-1, 2, 3}), 1.0);
  const std::vector<double> positive(99, 0.5);
  EXPECT_DOUBLE_EQ(*BootstrapPValue(positive), 0.02);
}

TEST(Percentile, InterpolatesBetweenNeighbours) {
  std::vector<double> values = {4, 1, 3, 2};
  EXPECT_DOUBLE_EQ(Percentile(values, 0.0), 1.0);
  EXPECT_DOUBLE_EQ(Percentile(values, 1.0), 4.0);
  EXPECT_DOUBLE_EQ(Percentile(values, 0.5), 2.5);
  EXPECT_DOUBLE_EQ(Percentile(values, 0.025), 1.075);
}

}  // namespace
}  // namespace supreme
