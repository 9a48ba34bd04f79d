#include <gtest/gtest.h>

#include <pugixml.hpp>

#include "report/audit_page.h"
#include "tests/report/section_text.h"

namespace supreme {
namespace {

ConditionResult Noisy(const std::string& kind, double x, double auroc) {
  ConditionResult condition;
  condition.kind = kind;
  condition.level = std::to_string(static_cast<int>(x)) + " dB";
  condition.x = x;
  condition.mean = {auroc, Interval{auroc - 0.05, auroc + 0.05, 100}};
  condition.difference = auroc - 0.9;
  condition.interval = Interval{auroc - 0.95, auroc - 0.85, 100};
  condition.p = condition.p_holm = auroc < 0.8 ? 0.01 : 0.5;
  condition.aurocs = {auroc, std::nullopt};
  return condition;
}

RobustnessReport SmallReport(const std::string& text) {
  RobustnessReport report;
  report.facts.task = "simulated" + text;
  report.facts.bundle_id = std::string(64, 'a');
  report.result.classes = {"MI" + text, "RARE"};
  report.result.counted_classes = 1;
  report.result.clean.level = "as recorded";
  report.result.clean.mean = {0.9, Interval{0.85, 0.95, 100}};
  report.result.clean.aurocs = {0.9, std::nullopt};
  report.result.conditions = {Noisy("white", 12, 0.88), Noisy("white", 0, 0.7),
                              Noisy("gain", 2, 0.9)};
  return report;
}

TEST(RobustnessPage, IsWellFormedWhateverTheTexts) {
  for (const char* text : {"", kHostile}) {
    const auto document = ParseSection(BuildRobustnessPage(SmallReport(text)));
    EXPECT_EQ(document.select_nodes("//svg[@role='img']").size(), 2u);
    EXPECT_EQ(document.select_nodes("//table[@id='conditions']/tbody/tr").size(), 4u);
  }
}

TEST(RobustnessPage, NamesTheClassesThatLoseMost) {
  EXPECT_TRUE(Holds(BuildRobustnessPage(SmallReport("")), "MI −0.20 to 0.70"));
  EXPECT_TRUE(Holds(BuildRobustnessPage(SmallReport("")), "none loses more than 0.005"));
}

TEST(RobustnessPage, TheChartMarksWhatChanged) {
  const ForestChart chart = RobustnessChart(SmallReport(""));
  ASSERT_EQ(chart.groups.size(), 2U);
  EXPECT_EQ(chart.reference, 0.9);
  EXPECT_FALSE(chart.groups[0].rows[0].marked);
  EXPECT_TRUE(chart.groups[0].rows[1].marked);
  EXPECT_EQ(chart.groups[1].title, "Wrong gain");
}

TEST(RobustnessPage, NoiseRisesToTheRightAndMayBeMissing) {
  RobustnessReport report = SmallReport("");
  const LineChart chart = NoiseChart(report);
  ASSERT_EQ(chart.panels.size(), 1U);
  EXPECT_EQ(chart.panels[0].series[0].points.front().x, 0.0);
  EXPECT_EQ(chart.panels[0].series[0].points.back().x, 12.0);
  report.result.conditions = {report.result.conditions[2]};
  EXPECT_TRUE(NoiseChart(report).panels.empty());
  EXPECT_EQ(ParseSection(BuildRobustnessPage(report)).select_nodes("//svg").size(), 1u);
}

}  // namespace
}  // namespace supreme
