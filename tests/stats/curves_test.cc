#include "stats/curves.h"

#include <gtest/gtest.h>

#include <cmath>

#include "stats/auroc.h"
#include "tests/core/expect_error.h"
#include "tests/stats/golden.h"

namespace supreme {
namespace {

TEST(Curves, EncloseTheAuroc) {
  auto table = OpenGolden("auroc.csv");
  while (table.Next()) {
    const auto auroc = GoldenNumber(table["auroc"]);
    if (!auroc) continue;
    const auto steps = DecisionSteps(GoldenNumbers(table["scores"]), GoldenLabels(table["labels"]));
    DecisionStep before;
    double area = 0.0;  // trapezoids, in records
    for (const DecisionStep& step : steps) {
      area += 0.5 * static_cast<double>(step.true_positives + before.true_positives) *
              static_cast<double>(step.false_positives - before.false_positives);
      before = step;
    }
    area /= static_cast<double>(before.true_positives * before.false_positives);
    EXPECT_NEAR(area, *auroc, 1e-12) << table.Where();
  }
}

TEST(Curves, HaveOneStepPerDistinctScore) {
  const std::vector<double> scores = {0.5, 0.9, 0.5, 0.1};
  const auto steps = DecisionSteps(scores, std::vector<uint8_t>{1, 1, 0, 0});
  ASSERT_EQ(steps.size(), 3U);
  EXPECT_EQ(steps[1].score, 0.5);
  EXPECT_EQ(steps[1].true_positives, 2U);
  EXPECT_EQ(steps[1].false_positives, 1U);
  EXPECT_TRUE(DecisionSteps({}, {}).empty());
}

TEST(Curves, RefuseScoresThatAreNotNumbers) {
  ExpectError(ErrorCode::kInvalidInput, "record 0: score is not a number",
              [] { DecisionSteps(std::vector<double>{std::nan("")}, std::vector<uint8_t>{1}); });
}

}  // namespace
}  // namespace supreme
