#include "stats/recalibration.h"

#include <gtest/gtest.h>

#include "tests/core/expect_error.h"
#include "tests/stats/golden.h"

namespace supreme {
namespace {

TEST(Recalibration, EqualsScikitLearnAndSciPy) {
  auto table = OpenGolden("recalibration.csv");
  int defined = 0, undefined = 0;
  while (table.Next()) {
    const auto scores = GoldenNumbers(table["scores"]);
    const auto labels = GoldenLabels(table["labels"]);
    const auto map = IsotonicMap::Fit(scores, labels).value();
    const auto expected = GoldenNumbers(table["isotonic"]);
    for (size_t i = 0; i < expected.size(); ++i) {
      ExpectGolden(map(static_cast<double>(i) / 10.0), expected[i], table.Where());
    }
    std::vector<double> logits;
    for (const double score : scores) logits.push_back(Logit(score));
    const auto temperature = FitTemperature(logits, labels);
    ASSERT_EQ(temperature.has_value(), table["temperature"] != "undefined") << table.Where();
    ++(temperature ? defined : undefined);
    if (!temperature) continue;
    const double value = ParseDouble(table["temperature"]).value();
    // The root is where a sum of rounded terms changes its sign.
    EXPECT_NEAR(*temperature, value, 1e-11 * value * std::max(1.0, value)) << table.Where();
  }
  EXPECT_GT(defined, 100);
  EXPECT_GT(undefined, 10);
}

TEST(Temperature, IsUndefinedWithoutALowestPoint) {
  const std::vector<double> logits = {-2, -1, 1, 2};
  EXPECT_FALSE(FitTemperature(logits, std::vector<uint8_t>{0, 0, 1, 1}));  // parted perfectly
  EXPECT_FALSE(FitTemperature(logits, std::vector<uint8_t>{1, 1, 0, 0}));  // upside down
  EXPECT_FALSE(FitTemperature({}, {}));
}

TEST(Temperature, OfScoresThatClaimTwiceTheirLogitIsTwo) {
  // At each logit the share of positives is what half the logit says.
  std::vector<double> logits;
  std::vector<uint8_t> positive;
  for (const double logit : {-2.0, 0.0, 2.0}) {
    for (int i = 0; i < 1000; ++i) {
      logits.push_back(logit);
      positive.push_back(i < 1000.0 * Sigmoid(0.5 * logit) - 0.5 ? 1 : 0);
    }
  }
  EXPECT_NEAR(*FitTemperature(logits, positive), 2.0, 0.01);
}

TEST(Logit, IsTheInverseOfSigmoidAndStaysFinite) {
  for (const double p : {0.001, 0.3, 0.5, 0.99}) EXPECT_NEAR(Sigmoid(Logit(p)), p, 1e-15);
  EXPECT_TRUE(std::isfinite(Logit(0.0)));
  EXPECT_TRUE(std::isfinite(Logit(1.0)));
  EXPECT_EQ(Sigmoid(-1000.0), 0.0);
}

TEST(Isotonic, NeverFalls) {
  const std::vector<double> scores = {0.1, 0.2, 0.3, 0.4, 0.5};
  const auto map = IsotonicMap::Fit(scores, std::vector<uint8_t>{1, 0, 0, 1, 1}).value();
  double before = 0.0;
  for (double score = 0.0; score < 0.6; score += 0.01) {
    EXPECT_GE(map(score), before);
    before = map(score);
  }
  EXPECT_DOUBLE_EQ(map(0.0), 1.0 / 3.0);
  EXPECT_DOUBLE_EQ(map(0.35), 2.0 / 3.0);
  EXPECT_FALSE(IsotonicMap::Fit({}, {}));
}

}  // namespace
}  // namespace supreme
