#include "stats/anova.h"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

#include "tests/core/expect_error.h"
#include "tests/stats/golden.h"

namespace supreme {
namespace {

std::vector<size_t> Levels(std::string_view text) {
  std::vector<size_t> levels;
  for (const double value : GoldenNumbers(text)) levels.push_back(static_cast<size_t>(value));
  return levels;
}

// F runs up to thousands, and statsmodels solves normal equations: relative to the value.
void ExpectEffects(const std::vector<double>& actual, std::string_view expected, double tolerance,
                   const std::string& where) {
  const auto values = GoldenNumbers(expected);
  ASSERT_EQ(values.size(), actual.size()) << where;
  for (size_t i = 0; i < actual.size(); ++i) {
    EXPECT_NEAR(actual[i], values[i], tolerance * std::max(1.0, values[i])) << where;
  }
}

TEST(Anova, EqualsStatsmodelsForAllThreeTypes) {
  auto table = OpenGolden("anova.csv");
  int cases = 0;
  while (table.Next()) {
    ++cases;
    const auto a = Levels(table["a"]), b = Levels(table["b"]);
    const auto values = GoldenNumbers(table["values"]);
    for (const auto& [type, column] :
         {std::pair{SumsOfSquares::kTypeI, "f_1"}, std::pair{SumsOfSquares::kTypeII, "f_2"},
          std::pair{SumsOfSquares::kTypeIII, "f_3"}}) {
      const auto result = TwoWayAnovaTest({a, b, values}, type);
      ASSERT_TRUE(result) << table.Where();
      ExpectEffects({result->a.f, result->b.f, result->interaction.f}, table[column], 1e-12,
                    table.Where());
      if (type != SumsOfSquares::kTypeII) continue;
      ExpectEffects(
          {result->a.sum_of_squares, result->b.sum_of_squares, result->interaction.sum_of_squares},
          table["sums_2"], 1e-12, table.Where());
      ExpectEffects({result->a.p, result->b.p, result->interaction.p}, table["p_2"], 1e-12,
                    table.Where());
    }
  }
  EXPECT_EQ(cases, 1000);
}

TEST(Anova, AgreesBetweenTypesForEqualCells) {
  const std::vector<size_t> a = {0, 0, 0, 0, 1, 1, 1, 1}, b = {0, 0, 1, 1, 0, 0, 1, 1};
  const std::vector<double> values = {1, 2, 4, 3, 6, 9, 5, 5};
  const auto first = TwoWayAnovaTest({a, b, values}, SumsOfSquares::kTypeI).value();
  const auto third = TwoWayAnovaTest({a, b, values}, SumsOfSquares::kTypeIII).value();
  EXPECT_NEAR(first.a.f, third.a.f, 1e-12);
  EXPECT_NEAR(first.b.f, third.b.f, 1e-12);
  EXPECT_EQ(first.residual_df, 4.0);
  EXPECT_NEAR(first.residual_sum_of_squares, 5.5, 1e-12);
}

TEST(Anova, IsUndefinedWithoutAnySpreadWithinCells) {
  const std::vector<size_t> a = {0, 0, 1, 1}, b = {0, 1, 0, 1};
  EXPECT_FALSE(TwoWayAnovaTest({a, b, std::vector<double>{1, 2, 3, 5}}, SumsOfSquares::kTypeII));
}

TEST(Anova, RefusesDesignsThatItCannotCompare) {
  const std::vector<size_t> one = {0, 0, 0, 0}, a = {0, 0, 1, 1}, b = {0, 1, 0, 0};
  const std::vector<double> values = {1, 2, 3, 5};
  ExpectError(ErrorCode::kInvalidInput, "first factor: 1 levels", [&] {
    TwoWayAnovaTest({one, b, values}, SumsOfSquares::kTypeI);
  });
  ExpectError(ErrorCode::kInvalidInput, "no value for level 2 of the first and 2 of the second",
              [&] {
                TwoWayAnovaTest({a, b, values}, SumsOfSquares::kTypeI);
              });
  const std::vector<size_t> many = {0, 1, 2, 499}, two = {0, 1, 2, 3};
  ExpectError(ErrorCode::kInvalidInput, "2000 cells", [&] {
    TwoWayAnovaTest({many, two, values}, SumsOfSquares::kTypeI);
  });
  std::vector<double> bad = values;
  bad[3] = std::numeric_limits<double>::quiet_NaN();
  ExpectError(ErrorCode::kInvalidInput, "value 4 is not a finite number", [&] {
    TwoWayAnovaTest({a, b, bad}, SumsOfSquares::kTypeI);
  });
}

}  // namespace
}  // namespace supreme
