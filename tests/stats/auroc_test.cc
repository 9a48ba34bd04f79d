#include "stats/auroc.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <limits>

#include "tests/core/expect_error.h"
#include "tests/stats/golden.h"

namespace supreme {
namespace {

TEST(Auroc, EqualsScikitLearn) {
  auto table = OpenGolden("auroc.csv");
  int defined = 0;
  int undefined = 0;
  while (table.Next()) {
    const auto auroc = Auroc(GoldenNumbers(table["scores"]), GoldenLabels(table["labels"]));
    ExpectGolden(auroc, table["auroc"], table.Where());
    ++(auroc ? defined : undefined);
  }
  EXPECT_EQ(defined + undefined, 1200);
  EXPECT_GT(defined, 700);
  EXPECT_GT(undefined, 200);
}

TEST(AveragePrecision, EqualsScikitLearn) {
  auto table = OpenGolden("auroc.csv");
  while (table.Next()) {
    const RankedScores ranked(GoldenNumbers(table["scores"]), GoldenLabels(table["labels"]));
    ExpectGolden(ranked.AveragePrecision(), table["average_precision"], table.Where());
  }
}

TEST(Auroc, IsUndefinedWithoutRecordsOrWithOneClass) {
  EXPECT_FALSE(Auroc({}, {}));
  const std::vector<double> scores = {0.1, 0.2};
  EXPECT_FALSE(Auroc(scores, std::vector<uint8_t>{1, 1}));
  EXPECT_FALSE(Auroc(scores, std::vector<uint8_t>{0, 0}));
}

TEST(Auroc, TakesInfiniteScoresButNotNan) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  const std::vector<uint8_t> positive = {0, 1};
  EXPECT_EQ(Auroc(std::vector<double>{-kInfinity, kInfinity}, positive), 1.0);
  ExpectError(ErrorCode::kInvalidInput, "record 1: score is not a number", [&] {
    Auroc(std::vector<double>{0.0, std::numeric_limits<double>::quiet_NaN()}, positive);
  });
}

TEST(Auroc, RefusesLabelsOfAnotherLength) {
  ExpectError(ErrorCode::kInternal, "broken", [] {
    Auroc(std::vector<double>{1.0}, std::vector<uint8_t>{1, 0});
  });
}

RC_GTEST_PROP(Auroc, CountsActLikeRepeatedRecords, (uint64_t seed)) {
  const size_t size = 1 + seed % 17;
  std::vector<double> scores;
  std::vector<uint8_t> positive;
  std::vector<uint32_t> counts;
  std::vector<double> repeated_scores;
  std::vector<uint8_t> repeated_positive;
  for (size_t i = 0; i < size; ++i) {
    scores.push_back(static_cast<double>(*rc::gen::inRange(0, 6)));
    positive.push_back(static_cast<uint8_t>(*rc::gen::inRange(0, 2)));
    counts.push_back(static_cast<uint32_t>(*rc::gen::inRange(0, 4)));
    repeated_scores.insert(repeated_scores.end(), counts.back(), scores.back());
    repeated_positive.insert(repeated_positive.end(), counts.back(), positive.back());
  }
  const RankedScores once(scores, positive);
  const RankedScores repeated(repeated_scores, repeated_positive);
  RC_ASSERT(once.Auroc(counts) == repeated.Auroc());
  RC_ASSERT(once.AveragePrecision(counts) == repeated.AveragePrecision());
}

}  // namespace
}  // namespace supreme
