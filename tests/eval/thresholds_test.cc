#include "eval/thresholds.h"

#include <gtest/gtest.h>

#include "stats/recalibration.h"
#include "tests/core/expect_error.h"
#include "tests/eval/temporary_file.h"

namespace supreme {
namespace {

ScoredLabels TwoClasses() {
  ScoredLabels data;
  data.records = {"a", "b", "c", "d"};
  data.classes = {"A", "B"};
  data.scores = {{0.1, 0.4, 0.6, 0.9}, {0.2, 0.3, 0.4, 0.5}};
  data.positive = {{0, 1, 0, 1}, {0, 0, 0, 0}};
  return data;
}

TEST(Thresholds, AreANumberAFileOrARule) {
  const ScoredLabels data = TwoClasses();
  EXPECT_EQ(MakeThresholds("0.3", data, nullptr).values, (std::vector<double>{0.3, 0.3}));
  const TemporaryFile file("t.csv", "class,threshold\nB,0.7\nA,0.1\n");
  EXPECT_EQ(MakeThresholds(file.path().string(), data, nullptr).values,
            (std::vector<double>{0.1, 0.7}));
  // Of A's scores 0.4 and 0.9 are positive: from 0.25 up F1 is 4/5, from 0.75 up 2/3.
  EXPECT_DOUBLE_EQ(MakeThresholds("f1", data, &data).values[0], 0.25);
  EXPECT_DOUBLE_EQ(MakeThresholds("best-on-test", data, nullptr).values[0], 0.25);
  EXPECT_DOUBLE_EQ(MakeThresholds("youden", data, &data).values[0], 0.75);
  EXPECT_EQ(MakeThresholds("youden", data, &data).values[1], 0.5);  // B has no positive record
}

TEST(Thresholds, RefuseRulesWithoutValidationAndFilesWithoutAClass) {
  const ScoredLabels data = TwoClasses();
  ExpectError(ErrorCode::kUsage, "\"f1\" needs validation records",
              [&] { MakeThresholds("f1", data, nullptr); });
  ExpectError(ErrorCode::kUsage, "\"best\" is no threshold",
              [&] { MakeThresholds("best", data, nullptr); });
  const TemporaryFile file("t.csv", "class,threshold\nA,0.1\n");
  ExpectError(ErrorCode::kNotFound, "no threshold for class \"B\"",
              [&] { MakeThresholds(file.path().string(), data, nullptr); });
  const TemporaryFile bad("t.csv", "class,threshold\nA,high\n");
  ExpectError(ErrorCode::kCorruptData, "\"high\" is not a finite number",
              [&] { MakeThresholds(bad.path().string(), data, nullptr); });
}

TEST(Calibration, MovesScoresByWhatTheValidationRecordsTeach) {
  const ScoredLabels validation = TwoClasses();
  ScoredLabels data = TwoClasses();
  ApplyIsotonic(validation, data);
  EXPECT_EQ(data.scores[0], (std::vector<double>{0.0, 0.5, 0.5, 1.0}));
  EXPECT_EQ(data.scores[1], (std::vector<double>(4, 0.0)));
  ScoredLabels warm = TwoClasses();
  const double temperature = ApplyTemperature(validation, warm);
  EXPECT_DOUBLE_EQ(warm.scores[0][0], Sigmoid(Logit(0.1) / temperature));
  ScoredLabels upside_down = TwoClasses();
  upside_down.positive[0] = {1, 0, 1, 0};
  ExpectError(ErrorCode::kInvalidInput, "no temperature is the best one",
              [&] { ApplyTemperature(upside_down, data); });
}

TEST(Calibration, KnowsProbabilitiesFromLogits) {
  ScoredLabels data = TwoClasses();
  EXPECT_TRUE(AreProbabilities(data));
  data.scores[1][2] = -3.0;
  EXPECT_FALSE(AreProbabilities(data));
  ApplySigmoid(data);
  EXPECT_TRUE(AreProbabilities(data));
  EXPECT_DOUBLE_EQ(data.scores[1][2], Sigmoid(-3.0));
}

}  // namespace
}  // namespace supreme
