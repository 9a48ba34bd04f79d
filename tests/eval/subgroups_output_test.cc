#include "eval/subgroups_output.h"

#include <gtest/gtest.h>

#include "core/csv.h"
#include "tests/eval/example_gap.h"

namespace supreme {
namespace {

SubgroupReport SmallReport() {
  SubgroupReport report;
  report.facts.task = "simulated";
  const Gap gap = ExampleGap();
  Subgroup old{"age", "80 and over", 40, 60, gap, {}, ""};
  old.classes.push_back({"MI", 11, 29, 20, 40, gap});
  Subgroup tiny{"age", "under 18", 3, 97, {}, {}, "too few records"};
  report.result.groups = {old, tiny};
  report.result.comparison_count = 1;
  report.result.class_comparison_count = 1;
  return report;
}

TEST(SubgroupsOutput, JsonHoldsGroupsClassesAndWhyOneWasOmitted) {
  const OrderedJson json = SubgroupsJson(SmallReport());
  EXPECT_EQ(json["kind"], "subgroups");
  EXPECT_EQ(json["groups"][0]["difference"]["low"], -0.3);
  EXPECT_EQ(json["groups"][0]["rest"]["auc"], 0.9);
  EXPECT_EQ(json["groups"][0]["classes"][0]["code"], "MI");
  EXPECT_TRUE(json["groups"][0]["omitted"].is_null());
  EXPECT_EQ(json["groups"][1]["omitted"], "too few records");
  EXPECT_TRUE(json["groups"][1]["auc"].is_null());
}

TEST(SubgroupsOutput, CsvHasARowPerGroupAndPerClassInIt) {
  CsvReader csv(SubgroupsCsv(SmallReport()), "csv");
  ASSERT_TRUE(csv.Next());
  EXPECT_EQ(csv["class"], "");
  EXPECT_EQ(csv["difference"], "-0.2");
  ASSERT_TRUE(csv.Next());
  EXPECT_EQ(csv["class"], "MI");
  EXPECT_EQ(csv["n_pos"], "11");
  ASSERT_TRUE(csv.Next());
  EXPECT_EQ(csv["auc"], "");
  EXPECT_EQ(csv["omitted"], "too few records");
  EXPECT_FALSE(csv.Next());
}

TEST(SubgroupsOutput, TheTableNamesWhatDiffersAndWhatWasNotCompared) {
  const SubgroupReport report = SmallReport();
  EXPECT_EQ(CountDifferent(report), 1U);
  const std::string table = SubgroupsTable(report);
  for (const char* text : {"age: 80 and over", "-0.200", "[-0.300, -0.100]", "differs",
                           "too few records", "1 groups differ", "MI in age: 80 and over"}) {
    EXPECT_NE(table.find(text), std::string::npos) << text << "\n" << table;
  }
}

}  // namespace
}  // namespace supreme
