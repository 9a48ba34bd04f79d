#include "stats/delong.h"

#include <gtest/gtest.h>

#include "stats/auroc.h"
#include "tests/core/expect_error.h"
#include "tests/stats/golden.h"

namespace supreme {
namespace {

TEST(DeLong, EqualsTheSumsOverAllPairs) {
  auto table = OpenGolden("delong.csv");
  int cases = 0, undefined = 0;
  while (table.Next()) {
    const std::vector<std::vector<double>> systems = {GoldenNumbers(table["first"]),
                                                      GoldenNumbers(table["second"])};
    const auto result = DeLongCovariance(systems, GoldenLabels(table["labels"])).value();
    const auto aurocs = GoldenNumbers(table["aurocs"]);
    const auto covariance = GoldenNumbers(table["covariance"]);
    for (size_t i = 0; i < 2; ++i) ExpectGolden(result.aurocs[i], aurocs[i], table.Where());
    for (size_t i = 0; i < 4; ++i) ExpectGolden(result.covariance[i], covariance[i], table.Where());
    const auto test = DeLongTest(result, 0, 1);
    ExpectGolden(test ? std::optional(test->p) : std::nullopt, table["p"], table.Where());
    undefined += test ? 0 : 1;
    ++cases;
  }
  EXPECT_EQ(cases, 300);
  EXPECT_LT(undefined, 30);
}

TEST(DeLong, HasTheAurocOfRanks) {
  const std::vector<std::vector<double>> systems = {{0.1, 0.4, 0.35, 0.8, 0.4}};
  const std::vector<uint8_t> positive = {0, 0, 1, 1, 1};
  EXPECT_NEAR(DeLongCovariance(systems, positive)->aurocs[0], *Auroc(systems[0], positive), 1e-15);
}

TEST(DeLong, IsUndefinedWithFewerThanTwoOfAKind) {
  const std::vector<std::vector<double>> systems = {{0.1, 0.2, 0.3}};
  EXPECT_FALSE(DeLongCovariance(systems, std::vector<uint8_t>{1, 0, 0}));
  EXPECT_FALSE(DeLongCovariance(systems, std::vector<uint8_t>{1, 1, 0}));
}

TEST(DeLong, FindsNoDifferenceBetweenSystemsThatRankAlike) {
  const std::vector<std::vector<double>> systems = {{0.1, 0.4, 0.35, 0.8}, {1, 4, 3, 8}};
  const auto result = DeLongCovariance(systems, std::vector<uint8_t>{0, 1, 0, 1}).value();
  EXPECT_EQ(DeLongTest(result, 0, 1)->p, 1.0);
  EXPECT_EQ(DeLongTest(result, 0, 1)->difference, 0.0);
}

TEST(DeLong, IntervalIsNormalAndStaysBetweenZeroAndOne) {
  const Interval interval = DeLongInterval(0.9, 0.0004, 0.95);
  EXPECT_NEAR(interval.low, 0.9 - 1.959963984540054 * 0.02, 1e-12);
  EXPECT_NEAR(interval.high, 0.9 + 1.959963984540054 * 0.02, 1e-12);
  EXPECT_EQ(DeLongInterval(0.99, 0.0004, 0.95).high, 1.0);
}

TEST(DeLong, RefusesScoresThatAreNotNumbers) {
  const std::vector<std::vector<double>> systems = {{0.1, 0.2, std::nan(""), 0.4}};
  ExpectError(ErrorCode::kInvalidInput, "record 2: score is not a number", [&] {
    DeLongCovariance(systems, std::vector<uint8_t>{1, 0, 1, 0});
  });
}

}  // namespace
}  // namespace supreme
