#include "train/validation.h"

#include <gtest/gtest.h>

namespace supreme {
namespace {

// Four records, three queries: one ranked well but for an uncertain record, one without positive
// records, one ranked wrongly.
ValidationScores Scores() {
  ValidationScores all;
  all.record_count = 4;
  all.query_count = 3;
  all.scores = {0.9,  0.5, 0.1,  //
                0.8,  0.5, 0.2,  //
                0.95, 0.5, 0.3,  //
                0.1,  0.5, 0.4};
  all.labels = {1, 0, 1,  //
                1, 0, 1,  //
                2, 0, 0,  //
                0, 0, 0};
  return all;
}

TEST(ScoresOfQuery, TakesUncertainRecordsAsAbsentOrLeavesThemOut) {
  const QueryScores absent = ScoresOfQuery(Scores(), 0, false);
  EXPECT_EQ(absent.scores, (std::vector<double>{0.9, 0.8, 0.95, 0.1}));
  EXPECT_EQ(absent.positive, (std::vector<uint8_t>{1, 1, 0, 0}));
  const QueryScores masked = ScoresOfQuery(Scores(), 0, true);
  EXPECT_EQ(masked.scores, (std::vector<double>{0.9, 0.8, 0.1}));
  EXPECT_EQ(masked.positive, (std::vector<uint8_t>{1, 1, 0}));
}

TEST(MacroAuc, IsTheMeanOverQueriesWithBothKindsOfRecords) {
  // Query 0: 2 of 4 pairs in order, all of 2 when masked; query 2: none.
  EXPECT_DOUBLE_EQ(MacroAuc(Scores(), false).value(), 0.25);
  EXPECT_DOUBLE_EQ(MacroAuc(Scores(), true).value(), 0.5);
}

TEST(MacroAuc, IsNothingWhenNoQueryHasBoth) {
  ValidationScores all = Scores();
  all.labels.assign(12, 1);
  EXPECT_FALSE(MacroAuc(all, false).has_value());
  EXPECT_FALSE(MacroAuc({}, false).has_value());
}

}  // namespace
}  // namespace supreme
