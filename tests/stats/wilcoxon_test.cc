#include "stats/wilcoxon.h"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

#include "tests/core/expect_error.h"
#include "tests/stats/golden.h"

namespace supreme {
namespace {

TEST(Wilcoxon, EqualsSciPy) {
  auto table = OpenGolden("paired.csv");
  int exact = 0, normal = 0;
  while (table.Next()) {
    const auto first = GoldenNumbers(table["first"]), second = GoldenNumbers(table["second"]);
    const auto result = WilcoxonTest(first, second, Alternative::kTwoSided);
    ASSERT_EQ(result.has_value(), table["w_p"] != "undefined") << table.Where();
    if (!result) continue;
    ++(result->exact ? exact : normal);
    ExpectGolden(result->rank_sum_plus, table["rank_sum"], table.Where());
    ExpectGolden(result->p, table["w_p"], table.Where());
    ExpectGolden(WilcoxonTest(first, second, Alternative::kGreater)->p, table["w_greater"],
                 table.Where());
    ExpectGolden(WilcoxonTest(first, second, Alternative::kLess)->p, table["w_less"],
                 table.Where());
  }
  EXPECT_GT(exact, 500);
  EXPECT_GT(normal, 100);
}

TEST(Wilcoxon, LeavesOutPairsWithoutADifference) {
  const std::vector<double> first = {5, 1, 4}, second = {5, 3, 1};
  const auto result = WilcoxonTest(first, second, Alternative::kGreater).value();
  EXPECT_EQ(result.pair_count, 3U);
  EXPECT_EQ(result.zero_count, 1U);
  EXPECT_EQ(result.rank_sum_plus, 2.0);
  EXPECT_EQ(result.rank_sum_minus, 1.0);
  EXPECT_EQ(result.Statistic(Alternative::kTwoSided), 1.0);
  EXPECT_EQ(result.Statistic(Alternative::kGreater), 2.0);
  EXPECT_FALSE(WilcoxonTest(first, first, Alternative::kTwoSided));
}

TEST(Wilcoxon, RefusesValuesThatAreNotFinite) {
  const std::vector<double> good = {1, 2}, bad = {std::numeric_limits<double>::infinity(), 1};
  ExpectError(ErrorCode::kInvalidInput, "first: value 1 is not a finite number",
              [&] { WilcoxonTest(bad, good, Alternative::kTwoSided); });
}

}  // namespace
}  // namespace supreme
