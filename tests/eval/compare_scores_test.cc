#include "eval/compare_scores.h"

#include <gtest/gtest.h>

#include "stats/delong.h"
#include "tests/core/expect_error.h"

namespace supreme {
namespace {

struct Systems {
  ScoredLabels good, poor;
};

Systems Draw() {
  Rng rng(3);
  Systems systems;
  for (int r = 0; r < 150; ++r) systems.good.records.push_back(std::to_string(r));
  for (const double share : {0.4, 0.2, 0.0}) {
    auto& good = systems.good;
    good.classes.push_back(std::to_string(share));
    auto& positive = good.positive.emplace_back();
    auto& scores = good.scores.emplace_back();
    auto& poor = systems.poor.scores.emplace_back();
    for (int r = 0; r < 150; ++r) {
      positive.push_back(rng.Bernoulli(share) ? 1 : 0);
      scores.push_back(rng.Normal(positive.back(), 0.6));
      poor.push_back(rng.Normal());
    }
  }
  systems.poor.records = systems.good.records;
  systems.poor.classes = systems.good.classes;
  systems.poor.positive = systems.good.positive;
  return systems;
}

TEST(CompareScores, TestsEachClassByDeLongAndCorrectsByHolm) {
  const Systems systems = Draw();
  const auto result = CompareScores(systems.good, systems.poor, {}, {}, Correction::kHolm);
  const std::vector<std::vector<double>> first = {systems.good.scores[0], systems.poor.scores[0]};
  const auto test = DeLongTest(*DeLongCovariance(first, systems.good.positive[0]), 0, 1).value();
  EXPECT_DOUBLE_EQ(*result.classes[0].p, test.p);
  EXPECT_DOUBLE_EQ(*result.classes[0].difference, test.difference);
  std::vector<double> p = {*result.classes[0].p, *result.classes[1].p};
  const auto corrected = CorrectPValues(p, Correction::kHolm);
  EXPECT_DOUBLE_EQ(*result.classes[0].corrected_p, corrected[0]);
  EXPECT_DOUBLE_EQ(*result.classes[1].corrected_p, corrected[1]);
  EXPECT_FALSE(result.classes[2].p || result.classes[2].difference);
}

TEST(CompareScores, FindsTheMeanDifferenceOverDefinedClasses) {
  const Systems systems = Draw();
  const auto result = CompareScores(systems.good, systems.poor, {}, {}, Correction::kHolm);
  EXPECT_EQ(result.macro_class_count, 2U);
  EXPECT_NEAR(*result.macro_difference,
              (*result.classes[0].difference + *result.classes[1].difference) / 2.0, 1e-12);
  EXPECT_LT(result.macro_interval->low, *result.macro_difference);
  EXPECT_GT(result.macro_interval->low, 0.0);
  EXPECT_NEAR(*result.macro_p, 2.0 / 1001.0, 1e-12);
}

TEST(CompareScores, FindsNoDifferenceOfASystemToItself) {
  const Systems systems = Draw();
  const auto result = CompareScores(systems.good, systems.good, {}, {}, Correction::kNone);
  EXPECT_EQ(result.classes[0].p, 1.0);
  EXPECT_EQ(result.macro_difference, 0.0);
  EXPECT_EQ(result.macro_p, 1.0);
}

TEST(CompareScores, RefusesOtherLabels) {
  Systems systems = Draw();
  systems.poor.positive[0][0] ^= 1U;
  ExpectError(ErrorCode::kInternal, "broken",
              [&] { CompareScores(systems.good, systems.poor, {}, {}, Correction::kHolm); });
}

}  // namespace
}  // namespace supreme
