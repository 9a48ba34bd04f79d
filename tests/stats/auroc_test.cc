#include "stats/auroc.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <limits>

#include "core/csv.h"
#include "core/numbers.h"
#include "tests/core/expect_error.h"

namespace supreme {
namespace {

TEST(Auroc, EqualsScikitLearn) {
  auto table =
      CsvReader::Open(std::filesystem::path(SUPREME_SOURCE_DIR) / "testdata/stats/auroc.csv");
  int defined = 0;
  int undefined = 0;
  while (table.Next()) {
    std::vector<double> scores;
    std::vector<uint8_t> positive;
    for (const char c : table["labels"]) positive.push_back(c == '1' ? 1 : 0);
    std::string_view rest = table["scores"];
    while (!rest.empty()) {
      const size_t space = std::min(rest.find(' '), rest.size());
      scores.push_back(ParseDouble(rest.substr(0, space)).value());
      rest.remove_prefix(std::min(space + 1, rest.size()));
    }
    const auto auroc = Auroc(scores, positive);
    if (table["auroc"] == "undefined") {
      EXPECT_FALSE(auroc) << table.Where();
      ++undefined;
    } else {
      ASSERT_TRUE(auroc) << table.Where();
      EXPECT_NEAR(*auroc, ParseDouble(table["auroc"]).value(), 1e-12) << table.Where();
      ++defined;
    }
  }
  EXPECT_EQ(defined + undefined, 1200);
  EXPECT_GT(defined, 700);
  EXPECT_GT(undefined, 200);
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
  RC_ASSERT(RankedScores(scores, positive).Auroc(counts) ==
            Auroc(repeated_scores, repeated_positive));
}

}  // namespace
}  // namespace supreme
