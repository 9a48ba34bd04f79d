#include "plot/level_chart.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "tests/plot/golden_picture.h"
#include "tests/plot/svg_reader.h"

namespace supreme {
namespace {

constexpr double kNone = LevelPoint::kNone;

LevelChart TestChart() {
  LevelChart chart;
  chart.title = "how much data";
  chart.x_name = "share, %";
  chart.y_name = "AUC, %";
  chart.curve_name = "own";
  chart.interval_name = "interval";
  chart.level_name = "others here";
  chart.reference_name = "others in the paper";
  chart.curve = {{20.0, 70.0, 68.0, 72.0}, {40.0}, {100.0, 77.0, 76.0, 78.0, 77.2}};
  chart.panels = {
      {"1 %", {{"weak", 58.0, 58.2}, {"weaker", kNone, 57.9}, {"strong", 63.5, 63.57, true}}},
      {"10 %", {{"nothing"}}}};
  return chart;
}

std::string Render(const LevelChart& chart) {
  return RenderPicture(LevelChartSize(chart), {PictureFormat::kSvg, DescribeLevelChart(chart)},
                       [&](Canvas& canvas) { DrawLevelChart(canvas, chart); });
}

TEST(LevelChart, NamesLevelsWithTheirValues) {
  const SvgReader svg(Render(TestChart()));
  EXPECT_TRUE(svg.HasText("weak  58.0  (58.20)"));
  EXPECT_TRUE(svg.HasText("weaker  (57.90)"));
  EXPECT_TRUE(svg.HasText("strong  63.5  (63.57)"));
  EXPECT_FALSE(svg.HasText("nothing")) << "a level without any value";
  EXPECT_TRUE(svg.HasText("no result")) << "a point of the curve is missing";
}

TEST(LevelChart, CurveBreaksAtAMissingPoint) {
  LevelChart chart = TestChart();
  chart.panels.resize(1);
  const auto lines = [](const SvgReader& svg) {
    size_t count = 0;
    for (const SvgPath& path : svg.Paths("#0072b2")) count += path.points.size() > 2 ? 1 : 0;
    return count;
  };
  EXPECT_EQ(lines(SvgReader(Render(chart))), 0u) << "no line across the gap";
  chart.curve[1].value = 74.0;
  EXPECT_EQ(lines(SvgReader(Render(chart))), 1u);
}

TEST(LevelChart, DescriptionTellsTheCurveAndTheLevels) {
  EXPECT_EQ(DescribeLevelChart(TestChart()),
            "Line chart: how much data; own from 70.00 at 20 to 77.00 at 100; 1 %, 3 levels; "
            "10 %, 1 levels.");
}

TEST(LevelChart, DrawsWithoutAnyResult) {
  LevelChart chart = TestChart();
  chart.curve = {{20.0}, {100.0}};
  chart.panels = {{"1 %", {}}};
  EXPECT_TRUE(SvgReader(Render(chart)).HasText("no result"));
}

RC_GTEST_PROP(SpreadLabels, KeepsOrderAndDistanceWhereThereIsRoom, ()) {
  auto wanted = *rc::gen::container<std::vector<double>>(
      rc::gen::map(rc::gen::inRange(0, 1000), [](int value) { return value * 1.0; }));
  if (wanted.size() > 50) wanted.resize(50);
  std::ranges::sort(wanted);
  const auto places = SpreadLabels(wanted, 10.0, 0.0, 1000.0);
  RC_ASSERT(places.size() == wanted.size());
  for (size_t i = 0; i < places.size(); ++i) {
    RC_ASSERT(places[i] >= 0.0 && places[i] <= 1000.0);
    if (i > 0) RC_ASSERT(places[i] - places[i - 1] >= 10.0 - 1e-9);
  }
}

TEST(LevelChart, LooksAsItDid) {
  const LevelChart chart = TestChart();
  ExpectLooksLike("level_chart", LevelChartSize(chart),
                  [&](Canvas& canvas) { DrawLevelChart(canvas, chart); });
}

}  // namespace
}  // namespace supreme
