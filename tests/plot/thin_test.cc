#include "plot/thin.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>

namespace supreme {
namespace {

std::vector<Point> Line(const std::vector<double>& values, double step) {
  std::vector<Point> points;
  for (size_t i = 0; i < values.size(); ++i) {
    points.push_back({static_cast<double>(i) * step, values[i]});
  }
  return points;
}

TEST(Thin, KeepsANarrowPeak) {
  std::vector<double> values(5000, 0.0);
  values[2501] = 17.0;
  values[2502] = -9.0;
  const auto kept = ThinPolyline(Line(values, 0.05), 1.0);
  EXPECT_LT(kept.size(), 12u);
  EXPECT_TRUE(std::any_of(kept.begin(), kept.end(), [](Point p) {
    return p.y == 17.0 && std::abs(p.x - 2501 * 0.05) < 1e-9;
  }));
  EXPECT_TRUE(std::any_of(kept.begin(), kept.end(), [](Point p) { return p.y == -9.0; }));
}

TEST(Thin, HoldsAtMostTwoPointsAColumn) {
  std::vector<double> values;
  for (int i = 0; i < 5000; ++i) values.push_back(std::sin(i * 1.7) * 10.0);
  const auto kept = ThinPolyline(Line(values, 0.05), 0.5);
  EXPECT_LE(kept.size(), 2u * 500u + 2u);
  EXPECT_GT(kept.size(), 900u);
}

TEST(Thin, ReducesALevelLineToItsEnds) {
  const auto kept = ThinPolyline(Line(std::vector<double>(1000, 3.0), 0.05), 0.2);
  ASSERT_EQ(kept.size(), 2u);
  EXPECT_DOUBLE_EQ(kept.back().x, 999 * 0.05);
}

TEST(Thin, TakesEmptyAndSinglePoint) {
  EXPECT_TRUE(ThinPolyline({}, 1.0).empty());
  EXPECT_EQ(ThinPolyline(Line({4.0}, 1.0), 1.0).size(), 1u);
}

RC_GTEST_PROP(Thin, KeepsExtremesEndsAndOrderOfPointsOfTheLine, (std::vector<int> raw)) {
  RC_PRE(!raw.empty());
  std::vector<double> values;
  for (const int value : raw) values.push_back(value % 100);
  const auto line = Line(values, 0.3);
  const auto kept = ThinPolyline(line, 1.0);
  const auto by_y = [](Point a, Point b) { return a.y < b.y; };
  RC_ASSERT(std::max_element(kept.begin(), kept.end(), by_y)->y ==
            std::max_element(line.begin(), line.end(), by_y)->y);
  RC_ASSERT(std::min_element(kept.begin(), kept.end(), by_y)->y ==
            std::min_element(line.begin(), line.end(), by_y)->y);
  RC_ASSERT(kept.front().x == line.front().x && kept.back().x == line.back().x);
  for (size_t i = 0; i < kept.size(); ++i) {
    RC_ASSERT(i == 0 || kept[i].x > kept[i - 1].x);
    const auto index = static_cast<size_t>(std::lround(kept[i].x / 0.3));
    RC_ASSERT(kept[i].y == line[index].y);
  }
}

}  // namespace
}  // namespace supreme
