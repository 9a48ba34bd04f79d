#include "stats/confusion.h"

#include <gtest/gtest.h>

#include "tests/core/expect_error.h"
#include "tests/stats/golden.h"

namespace supreme {
namespace {

TEST(Confusion, HasScikitLearnsF1) {
  auto table = OpenGolden("auroc.csv");
  while (table.Next()) {
    const auto scores = GoldenNumbers(table["scores"]);
    const auto labels = GoldenLabels(table["labels"]);
    ExpectGolden(CountDecisions(scores, labels, 0.5).F1(), table["f1"], table.Where());
    const auto best = FindF1Point(scores, labels);
    ExpectGolden(best ? std::optional(best->f1) : std::nullopt, table["best_f1"], table.Where());
    if (!best) continue;
    ExpectGolden(CountDecisions(scores, labels, best->threshold).F1(), table["best_f1"],
                 table.Where());
  }
}

TEST(Confusion, CountsAScoreAtTheThresholdAsPositive) {
  const std::vector<double> scores = {0.2, 0.5, 0.7, 0.5};
  const Confusion counts = CountDecisions(scores, std::vector<uint8_t>{0, 1, 0, 0}, 0.5);
  EXPECT_EQ(counts.true_positives, 1U);
  EXPECT_EQ(counts.false_positives, 2U);
  EXPECT_EQ(counts.true_negatives, 1U);
  EXPECT_EQ(counts.false_negatives, 0U);
  EXPECT_EQ(counts.Sensitivity(), 1.0);
  EXPECT_DOUBLE_EQ(*counts.Specificity(), 1.0 / 3.0);
  EXPECT_DOUBLE_EQ(*counts.Precision(), 1.0 / 3.0);
}

TEST(Confusion, HasNoSharesOfNothing) {
  const Confusion counts;
  EXPECT_FALSE(counts.Sensitivity() || counts.Specificity() || counts.Precision() || counts.F1());
}

TEST(Confusion, RefusesScoresThatAreNotNumbers) {
  const std::vector<double> scores = {0.2, std::nan("")};
  const std::vector<uint8_t> positive = {0, 1};
  ExpectError(ErrorCode::kInvalidInput, "record 1", [&] { CountDecisions(scores, positive, 0.5); });
  ExpectError(ErrorCode::kInvalidInput, "record 1", [&] { FindF1Point(scores, positive); });
}

}  // namespace
}  // namespace supreme
