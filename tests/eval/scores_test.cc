#include "eval/scores.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "stats/delong.h"
#include "tests/core/expect_error.h"

namespace supreme {
namespace {

// Classes with the given shares of positives; their scores rise with the label.
ScoredLabels Draw(const std::vector<double>& shares, size_t records, uint64_t seed = 1) {
  Rng rng(seed);
  ScoredLabels data;
  for (size_t r = 0; r < records; ++r) data.records.push_back(std::to_string(r));
  for (size_t c = 0; c < shares.size(); ++c) {
    data.classes.push_back("class " + std::to_string(c));
    auto& scores = data.scores.emplace_back();
    auto& positive = data.positive.emplace_back();
    for (size_t r = 0; r < records; ++r) {
      positive.push_back(rng.Bernoulli(shares[c]) ? 1 : 0);
      scores.push_back(std::clamp(0.4 + 0.2 * positive.back() + 0.15 * rng.Normal(), 0.0, 1.0));
    }
  }
  return data;
}

TEST(Scores, MeansAreOverDefinedClassesOnly) {
  const ScoredLabels data = Draw({0.5, 0.0, 1.0, 0.2}, 100);
  const ScoresResult result = EvaluateScores(data, {}, {});
  EXPECT_FALSE(result.classes[1].auroc.value || result.classes[2].auroc.value);
  EXPECT_FALSE(result.classes[1].average_precision.value || result.classes[2].auroc.interval);
  EXPECT_EQ(result.macro.class_count, 2U);
  const double first = *result.classes[0].auroc.value, last = *result.classes[3].auroc.value;
  EXPECT_DOUBLE_EQ(*result.macro.auroc.value, (first + last) / 2.0);
  const auto n = static_cast<double>(result.classes[0].positive_count);
  const auto m = static_cast<double>(result.classes[3].positive_count);
  EXPECT_NEAR(*result.weighted.auroc.value, (n * first + m * last) / (n + m), 1e-12);
}

TEST(Scores, GroupsClassesByTheirPositives) {
  const ScoredLabels data = Draw({0.02, 0.1, 0.12, 0.6}, 300);
  const ScoresResult result = EvaluateScores(data, {}, {});
  ASSERT_EQ(result.by_count.size(), 3U);
  EXPECT_EQ(result.by_count[0].name, "1 to 9 positives");
  EXPECT_EQ(result.by_count[1].class_count, 2U);
  EXPECT_EQ(result.by_count[2].name, "50 to 199 positives");
  ScoresOptions options;
  options.min_positives = 10;
  EXPECT_EQ(EvaluateScores(data, {}, options).macro.class_count, 3U);
}

TEST(Scores, HasNoFiguresWhenNothingIsDefined) {
  const ScoresResult result = EvaluateScores(Draw({0.0}, 20), {}, {});
  EXPECT_FALSE(result.macro.auroc.value || result.macro.auroc.interval);
  EXPECT_EQ(result.macro.class_count, 0U);
  EXPECT_TRUE(result.by_count.empty());
}

TEST(Scores, IntervalsAreDeLongsWhenAskedFor) {
  const ScoredLabels data = Draw({0.3}, 200);
  ScoresOptions options;
  options.interval = IntervalMethod::kDeLong;
  const ScoresResult result = EvaluateScores(data, {}, options);
  const auto delong = DeLongCovariance(data.scores, data.positive[0]).value();
  const Interval expected = DeLongInterval(delong.aurocs[0], delong.covariance[0], 0.95);
  EXPECT_DOUBLE_EQ(result.classes[0].auroc.interval->low, expected.low);
  // About what the bootstrap says.
  const Interval bootstrap = *EvaluateScores(data, {}, {}).classes[0].auroc.interval;
  EXPECT_NEAR(expected.high - expected.low, bootstrap.high - bootstrap.low, 0.02);
}

TEST(Scores, DrawsPatientsWhenTheyAreGiven) {
  ScoredLabels once = Draw({0.4}, 80), data;
  std::vector<uint32_t> patients;
  data.classes = once.classes;
  data.scores.resize(1);
  data.positive.resize(1);
  for (uint32_t r = 0; r < 80; ++r) {
    for (int copy = 0; copy < 4; ++copy) {
      data.records.push_back(std::to_string(4 * r + static_cast<uint32_t>(copy)));
      data.scores[0].push_back(once.scores[0][r]);
      data.positive[0].push_back(once.positive[0][r]);
      patients.push_back(r);
    }
  }
  const auto width = [](const ScoresResult& result) {
    return result.macro.auroc.interval->high - result.macro.auroc.interval->low;
  };
  const ScoresResult clustered = EvaluateScores(data, patients, {});
  EXPECT_EQ(clustered.patient_count, 80U);
  EXPECT_NEAR(width(clustered), width(EvaluateScores(once, {}, {})), 1e-12);
  EXPECT_NEAR(width(clustered) / width(EvaluateScores(data, {}, {})), 2.0, 0.4);
}

TEST(Scores, CountsDecisionsAndCalibrationWhenAskedFor) {
  const ScoredLabels data = Draw({0.5, 0.3}, 100);
  ScoresOptions options;
  options.thresholds = {0.5, 0.6};
  options.calibration_bins = 10;
  const ScoresResult result = EvaluateScores(data, {}, options);
  const Confusion expected = CountDecisions(data.scores[1], data.positive[1], 0.6);
  EXPECT_EQ(result.classes[1].decisions.true_positives, expected.true_positives);
  EXPECT_DOUBLE_EQ(*result.macro_f1,
                   (*result.classes[0].decisions.F1() + *result.classes[1].decisions.F1()) / 2.0);
  EXPECT_EQ(std::accumulate(result.bins.begin(), result.bins.end(), uint64_t{0},
                            [](uint64_t sum, const auto& bin) { return sum + bin.record_count; }),
            200U);
  EXPECT_NEAR(*result.brier, (*result.classes[0].brier + *result.classes[1].brier) / 2.0, 1e-12);
  const ScoresResult plain = EvaluateScores(data, {}, {});
  EXPECT_FALSE(plain.brier || plain.macro_f1 || plain.classes[0].threshold);
}

}  // namespace
}  // namespace supreme
