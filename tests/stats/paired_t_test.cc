#include "stats/paired_t.h"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

#include "tests/core/expect_error.h"
#include "tests/stats/golden.h"

namespace supreme {
namespace {

TEST(PairedT, EqualsSciPy) {
  auto table = OpenGolden("paired.csv");
  int defined = 0;
  while (table.Next()) {
    const auto first = GoldenNumbers(table["first"]), second = GoldenNumbers(table["second"]);
    const auto two_sided = PairedTTest(first, second, Alternative::kTwoSided);
    ASSERT_EQ(two_sided.has_value(), table["t"] != "undefined") << table.Where();
    if (!two_sided) continue;
    ++defined;
    ExpectGolden(two_sided->t, table["t"], table.Where());
    ExpectGolden(two_sided->p, table["t_p"], table.Where());
    ExpectGolden(two_sided->low, table["low"], table.Where());
    ExpectGolden(two_sided->high, table["high"], table.Where());
    ExpectGolden(PairedTTest(first, second, Alternative::kGreater)->p, table["t_greater"],
                 table.Where());
    ExpectGolden(PairedTTest(first, second, Alternative::kLess)->p, table["t_less"], table.Where());
  }
  EXPECT_GT(defined, 800);
}

TEST(PairedT, IsUndefinedForOnePairAndForEqualDifferences) {
  const std::vector<double> one = {1.0};
  EXPECT_FALSE(PairedTTest(one, one, Alternative::kTwoSided));
  const std::vector<double> first = {2, 3, 4}, second = {1, 2, 3};
  EXPECT_FALSE(PairedTTest(first, second, Alternative::kTwoSided));
}

TEST(PairedT, RefusesValuesThatAreNotFinite) {
  const std::vector<double> good = {1, 2}, bad = {1, std::numeric_limits<double>::quiet_NaN()};
  ExpectError(ErrorCode::kInvalidInput, "second: value 2 is not a finite number",
              [&] { PairedTTest(good, bad, Alternative::kTwoSided); });
}

}  // namespace
}  // namespace supreme
