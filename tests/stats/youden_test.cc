#include "stats/youden.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <limits>

#include "tests/core/expect_error.h"

namespace supreme {
namespace {

double IndexAt(const std::vector<double>& scores, const std::vector<uint8_t>& positive,
               double threshold) {
  double hits = 0.0;
  double misses = 0.0;
  double quiet = 0.0;
  double false_alarms = 0.0;
  for (size_t i = 0; i < scores.size(); ++i) {
    const bool called = scores[i] >= threshold;
    (positive[i] != 0 ? (called ? hits : misses) : (called ? false_alarms : quiet)) += 1.0;
  }
  return hits / (hits + misses) + quiet / (quiet + false_alarms) - 1.0;
}

TEST(Youden, PartsSeparableScoresInTheMiddle) {
  const std::vector<double> scores = {0.1, 0.2, 0.8, 0.9};
  const std::vector<uint8_t> positive = {0, 0, 1, 1};
  const auto point = FindYoudenPoint(scores, positive);
  EXPECT_DOUBLE_EQ(point->threshold, 0.5);
  EXPECT_DOUBLE_EQ(point->sensitivity, 1.0);
  EXPECT_DOUBLE_EQ(point->specificity, 1.0);
}

TEST(Youden, KeepsTiedScoresTogether) {
  const auto point =
      FindYoudenPoint(std::vector<double>{0.5, 0.5, 0.1}, std::vector<uint8_t>{1, 0, 0});
  EXPECT_DOUBLE_EQ(point->threshold, 0.3);
  EXPECT_DOUBLE_EQ(point->specificity, 0.5);
}

TEST(Youden, IsUndefinedForOneClass) {
  EXPECT_FALSE(FindYoudenPoint({}, {}));
  EXPECT_FALSE(FindYoudenPoint(std::vector<double>{0.5}, std::vector<uint8_t>{1}));
}

TEST(Youden, RefusesScoresThatAreNotNumbers) {
  const std::vector<double> scores = {0.5, std::numeric_limits<double>::quiet_NaN()};
  ExpectError(ErrorCode::kInvalidInput, "not a number", [&] {
    FindYoudenPoint(scores, std::vector<uint8_t>{1, 0});
  });
}

RC_GTEST_PROP(Youden, NoThresholdDoesBetter, (uint64_t seed)) {
  std::vector<double> scores = {0.0, 1.0};
  std::vector<uint8_t> positive = {0, 1};
  for (size_t i = 0; i < seed % 13; ++i) {
    scores.push_back(*rc::gen::inRange(0, 8) / 4.0);
    positive.push_back(static_cast<uint8_t>(*rc::gen::inRange(0, 2)));
  }
  const auto point = FindYoudenPoint(scores, positive);
  const double best = IndexAt(scores, positive, point->threshold);
  RC_ASSERT(std::abs(best - (point->sensitivity + point->specificity - 1.0)) < 1e-12);
  for (const double score : scores) {
    RC_ASSERT(IndexAt(scores, positive, score) <= best + 1e-12);
  }
}

}  // namespace
}  // namespace supreme
