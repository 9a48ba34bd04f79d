#include "eval/score_rows.h"

#include <gtest/gtest.h>

#include "core/progress.h"
#include "tests/core/temp_folder.h"
#include "tests/data/test_pack.h"
#include "tests/eval/indexed_predictor.h"

namespace supreme {
namespace {

class ScoreRowsTest : public testing::Test {
 protected:
  void SetUp() override {
    Progress::SetQuiet(true);
    std::vector<PackRecord> records;
    for (int i = 0; i < 10; ++i) records.push_back(TestRecord(i, 1, "p" + std::to_string(i)));
    WriteTestPack(folder_ / "pack", records);
  }

  TempFolder folder_;
  IndexedPredictor predictor_{2, [](const EcgWindow& window, size_t query) {
                                return window.samples_mv[0] + static_cast<float>(query);
                              }};
};

TEST_F(ScoreRowsTest, KeepsTheOrderOfRows) {
  const Pack pack(folder_ / "pack");
  const std::vector<size_t> rows = {7, 2, 9};
  const Scores scores = ScoreRows(predictor_, pack, rows, 2);
  ASSERT_EQ(scores.record_count, 3U);
  ASSERT_EQ(scores.query_count, 2U);
  for (size_t i = 0; i < rows.size(); ++i) {
    EXPECT_EQ(scores.at(i, 0), pack.ReadWindow(rows[i]).samples_mv[0]);
    EXPECT_EQ(scores.at(i, 1), scores.at(i, 0) + 1.0F);
  }
}

TEST_F(ScoreRowsTest, CutsRowsIntoBatches) {
  const Pack pack(folder_ / "pack");
  const std::vector<size_t> rows = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
  ScoreRows(predictor_, pack, rows, 0);
  EXPECT_EQ(predictor_.batch_sizes(), (std::vector<size_t>{4, 4, 2}));
}

TEST_F(ScoreRowsTest, GivesTheSameScoresForEveryBatchSize) {
  const Pack pack(folder_ / "pack");
  const std::vector<size_t> rows = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
  const auto expected = ScoreRows(predictor_, pack, rows, 1).values;
  for (const size_t batch_size : {2U, 3U, 7U, 10U, 50U}) {
    EXPECT_EQ(ScoreRows(predictor_, pack, rows, batch_size).values, expected) << batch_size;
  }
}

TEST_F(ScoreRowsTest, TakesNoRows) {
  EXPECT_EQ(ScoreRows(predictor_, Pack(folder_ / "pack"), {}, 4).record_count, 0U);
}

}  // namespace
}  // namespace supreme
