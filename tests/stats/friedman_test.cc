#include "stats/friedman.h"

#include <gtest/gtest.h>

#include <limits>

#include "tests/core/expect_error.h"
#include "tests/stats/golden.h"

namespace supreme {
namespace {

TEST(Friedman, EqualsSciPyAndScikitPosthocs) {
  auto table = OpenGolden("friedman.csv");
  int defined = 0;
  while (table.Next()) {
    const auto columns = static_cast<size_t>(ParseInt(table["columns"]).value());
    const auto result = FriedmanTest(GoldenNumbers(table["values"]), columns);
    ASSERT_EQ(result.has_value(), table["p"] != "undefined") << table.Where();
    if (!result) continue;
    ++defined;
    ExpectGolden(result->statistic, table["statistic"], table.Where());
    ExpectGolden(result->p, table["p"], table.Where());
    const auto ranks = GoldenNumbers(table["mean_ranks"]);
    for (size_t i = 0; i < columns; ++i) {
      ExpectGolden(result->mean_ranks[i], ranks[i], table.Where());
    }
    ExpectGolden(NemenyiP(ranks[0] - ranks[1], columns, result->row_count), table["nemenyi"],
                 table.Where());
  }
  EXPECT_GT(defined, 250);
}

TEST(Friedman, IsUndefinedForTwoColumnsOneRowOrEqualValues) {
  EXPECT_FALSE(FriedmanTest(std::vector<double>{1, 2, 3, 4}, 2));
  EXPECT_FALSE(FriedmanTest(std::vector<double>{1, 2, 3}, 3));
  EXPECT_FALSE(FriedmanTest(std::vector<double>{1, 1, 1, 2, 2, 2}, 3));
}

TEST(Friedman, RefusesValuesThatAreNotFinite) {
  ExpectError(ErrorCode::kInvalidInput, "value 2", [] {
    FriedmanTest(std::vector<double>{1, std::numeric_limits<double>::quiet_NaN(), 3, 1, 2, 3}, 3);
  });
}

// Demšar 2006, Table 5: critical values of the two-tailed Nemenyi test divided by √2.
TEST(Nemenyi, HasTheCriticalValuesOfPublishedTables) {
  const double published[] = {1.960, 2.343, 2.569, 2.728, 2.850, 2.949, 3.031, 3.102, 3.164};
  for (size_t k = 2; k <= 10; ++k) {
    const auto columns = static_cast<double>(k);
    const double unit = std::sqrt(columns * (columns + 1.0) / (6.0 * 14.0));
    EXPECT_NEAR(NemenyiCriticalDifference(0.05, k, 14) / unit, published[k - 2], 1.1e-3);
  }
  EXPECT_NEAR(NemenyiP(NemenyiCriticalDifference(0.05, 4, 14), 4, 14), 0.05, 1e-12);
}

}  // namespace
}  // namespace supreme
