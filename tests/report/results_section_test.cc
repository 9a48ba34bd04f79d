#include <gtest/gtest.h>

#include "tests/report/section_text.h"

namespace supreme {
namespace {

TEST(ResultsSection, MarksSeenUnseenAndUndefined) {
  const auto document = ParseSection(SectionText(WriteResultsSection, FullReport("demo")));
  const auto table = document.child("section").child("article").child("div").child("table");
  std::vector<std::string> marks, aucs;
  for (const auto row : table.child("tbody").children("tr")) {
    marks.push_back(row.child("td").child("span").text().as_string());
    aucs.push_back(row.child("td").next_sibling("td").text().as_string());
  }
  EXPECT_EQ(marks, (std::vector<std::string>{"seen", "unseen", "unseen"}));
  EXPECT_EQ(aucs, (std::vector<std::string>{"0.910", "0.700", "undefined"}));
}

TEST(ResultsSection, MeansStandInTheFootWithTheirClassCounts) {
  const auto document = ParseSection(SectionText(WriteResultsSection, FullReport("demo")));
  const auto foot =
      document.child("section").child("article").child("div").child("table").child("tfoot");
  std::vector<std::string> names, counts;
  for (const auto row : foot.children("tr")) {
    names.push_back(row.child("th").text().as_string());
    counts.push_back(row.last_child().text().as_string());
  }
  EXPECT_EQ(names, (std::vector<std::string>{"Mean, all classes", "Mean, unseen classes"}));
  EXPECT_EQ(counts, (std::vector<std::string>{"2 classes", "1 classes"}));
}

TEST(ResultsSection, RepeatsNoCodeThatEqualsItsPrompt) {
  const std::string code = "<span class=\"code\">RBBB<";
  ReportData data = FullReport("demo");
  EXPECT_TRUE(Holds(SectionText(WriteResultsSection, data), code));
  data.results[0].classes[1].prompt = "RBBB";
  EXPECT_FALSE(Holds(SectionText(WriteResultsSection, data), code));
}

TEST(ResultsSection, SaysHowManyClassesItLeavesOut) {
  ReportData data = FullReport("demo");
  data.results[0].classes.assign(1700, data.results[0].classes[0]);
  EXPECT_TRUE(Holds(SectionText(WriteResultsSection, data), "1,200 more classes"));
}

TEST(ResultsSection, SaysWhatToRunWhenThereIsNone) {
  EXPECT_TRUE(Holds(SectionText(WriteResultsSection, {}), "supreme eval zero-shot"));
}

TEST(AucText, HasThreeDigitsOrSaysUndefined) {
  EXPECT_EQ(AucText(0.95349), "0.953");
  EXPECT_EQ(AucText(1.0), "1.000");
  EXPECT_EQ(AucText(std::nan("")), "undefined");
}

TEST(IntervalText, IsADashWithoutAnInterval) {
  EXPECT_EQ(IntervalText({0.95, 0.9311, 0.9719}), "0.931 – 0.972");
  EXPECT_EQ(IntervalText({0.95, std::nan(""), 0.97}), "–");
}

TEST(CountText, PartsThousands) {
  EXPECT_EQ(CountText(0), "0");
  EXPECT_EQ(CountText(999), "999");
  EXPECT_EQ(CountText(1000), "1,000");
  EXPECT_EQ(CountText(123456), "123,456");
  EXPECT_EQ(CountText(1234567), "1,234,567");
}

TEST(MacroName, NamesKnownGroupsAndKeepsOthers) {
  EXPECT_EQ(MacroName({"seen", {}, 1}), "seen classes");
  EXPECT_EQ(MacroName({"rare", {}, 1}), "rare");
}

}  // namespace
}  // namespace supreme
