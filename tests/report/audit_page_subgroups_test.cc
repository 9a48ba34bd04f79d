#include <gtest/gtest.h>

#include <pugixml.hpp>

#include "report/audit_page.h"
#include "tests/eval/example_gap.h"
#include "tests/report/section_text.h"

namespace supreme {
namespace {

SubgroupReport SmallReport(const std::string& text) {
  SubgroupReport report;
  report.facts.task = "simulated" + text;
  report.facts.bundle_name = text;
  report.facts.bundle_id = std::string(64, 'a');
  const Gap gap = ExampleGap();
  Subgroup old{
      "age" + text, "80 and over" + text, 40, 60, gap, {{"MI" + text, 11, 29, 20, 40, gap}}, ""};
  report.result.groups = {old, {"age" + text, "under 18", 3, 97, {}, {}, "too few records"}};
  report.result.comparison_count = 1;
  report.result.class_comparison_count = 1;
  return report;
}

TEST(SubgroupsPage, IsWellFormedWhateverTheTexts) {
  for (const char* text : {"", kHostile}) {
    const auto document = ParseSection(BuildSubgroupsPage(SmallReport(text)));
    EXPECT_EQ(document.select_nodes("//svg[@role='img']").size(), 1u);
    EXPECT_TRUE(document.select_nodes("//script").empty());
    EXPECT_EQ(document.select_nodes("//table[@id='groups']/tbody/tr").size(), 2u);
  }
}

TEST(SubgroupsPage, SaysWhatDiffersAndWhatWasNotCompared) {
  const std::string page = BuildSubgroupsPage(SmallReport(""));
  EXPECT_TRUE(Holds(page, "1 groups differ from the rest"));
  EXPECT_TRUE(Holds(page, "too few records"));
  EXPECT_TRUE(Holds(page, "−0.300 to −0.100"));
}

TEST(SubgroupsPage, TheChartHasComparedGroupsOnly) {
  const ForestChart chart = SubgroupChart(SmallReport(""));
  ASSERT_EQ(chart.groups.size(), 1U);
  ASSERT_EQ(chart.groups[0].rows.size(), 1U);
  EXPECT_EQ(chart.groups[0].rows[0].value, -0.2);
  EXPECT_TRUE(chart.groups[0].rows[0].marked);
}

TEST(SubgroupsPage, IsWrittenWhenNothingCouldBeCompared) {
  SubgroupReport report = SmallReport("");
  report.result.groups.erase(report.result.groups.begin());
  const auto document = ParseSection(BuildSubgroupsPage(report));
  EXPECT_TRUE(document.select_nodes("//svg").empty());
}

}  // namespace
}  // namespace supreme
