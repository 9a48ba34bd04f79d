#include "eval/scores_figure.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/core/expect_error.h"

namespace supreme {
namespace {

ScoredLabels FourRecords() {
  ScoredLabels data;
  data.records = {"a", "b", "c", "d"};
  data.classes = {"A", "EMPTY"};
  data.scores = {{0.9, 0.8, 0.3, 0.1}, {0.1, 0.2, 0.3, 0.4}};
  data.positive = {{1, 0, 1, 0}, {0, 0, 0, 0}};
  return data;
}

double HeightAt(const Curve& curve, double x) {
  for (const Point& point : curve.points) {
    if (std::abs(point.x - x) < 1e-9) return point.y;
  }
  ADD_FAILURE() << "no point at " << x;
  return -1.0;
}

TEST(ScoresFigure, DrawsTheMeanOfDefinedClasses) {
  const ScoredLabels data = FourRecords();
  ScoresOptions options;
  options.calibration_bins = 5;
  const ScoresResult result = EvaluateScores(data, {}, options);
  const FigureSystem system{"ours", &data, &result};
  const CurveChart chart = MakeScoresFigure("test", {&system, 1});
  ASSERT_EQ(chart.panels.size(), 3U);
  ASSERT_EQ(chart.panels[0].curves.size(), 2U);  // one class, the mean
  const Curve& roc = chart.panels[0].curves[1];
  EXPECT_EQ(roc.name, "ours: mean of 1 class, AUC 0.750, AP 0.833");
  EXPECT_DOUBLE_EQ(HeightAt(roc, 0.25), 0.5);
  EXPECT_DOUBLE_EQ(HeightAt(roc, 0.5), 1.0);
  const Curve& precision = chart.panels[1].curves[1];
  EXPECT_DOUBLE_EQ(HeightAt(precision, 0.5), 1.0);
  EXPECT_DOUBLE_EQ(HeightAt(precision, 0.75), 2.0 / 3.0);
  EXPECT_TRUE(chart.panels[2].curves[0].dots);
}

TEST(ScoresFigure, TellsTwoSystemsApartByColourAndDash) {
  const ScoredLabels data = FourRecords();
  const ScoresResult result = EvaluateScores(data, {}, {});
  const std::vector<FigureSystem> systems = {{"one", &data, &result}, {"two", &data, &result}};
  const CurveChart chart = MakeScoresFigure("test", systems);
  ASSERT_EQ(chart.panels.size(), 2U);  // no bins, no reliability
  ASSERT_EQ(chart.panels[0].curves.size(), 2U);
  EXPECT_NE(chart.panels[0].curves[0].dashed, chart.panels[0].curves[1].dashed);
  ExpectError(ErrorCode::kInternal, "broken", [] { MakeScoresFigure("none", {}); });
}

}  // namespace
}  // namespace supreme
