#include <gtest/gtest.h>

#include "tests/report/section_text.h"

namespace supreme {
namespace {

TEST(ExamplesSection, FindingsSayScoreThresholdDecisionAndLabel) {
  const std::string section = SectionText(WriteExamplesSection, FullReport("demo"));
  const size_t row = section.find("<tr class=\"above\"");
  ASSERT_NE(row, std::string::npos);
  const std::string text = section.substr(row, section.find("</tr>", row) - row);
  for (const char* words : {"0.90", "0.40", "above", "✓ yes", "width=\"90.0\"", "x=\"40.0\""}) {
    EXPECT_TRUE(Holds(text, words)) << words << " in " << text;
  }
  EXPECT_TRUE(Holds(section, "no threshold"));
}

TEST(ExamplesSection, LabelsThatAreNotKnownAreNotCalledAbsent) {
  ReportData data = FullReport("demo");
  EXPECT_TRUE(Holds(SectionText(WriteExamplesSection, data), ">no<"));
  for (auto& example : data.examples) example.labels_known = false;
  const std::string section = SectionText(WriteExamplesSection, data);
  EXPECT_TRUE(Holds(section, ">unknown<"));
  EXPECT_FALSE(Holds(section, ">no<"));
}

TEST(ExamplesSection, EveryExampleHasItsEcg) {
  const auto document = ParseSection(SectionText(WriteExamplesSection, FullReport("demo")));
  EXPECT_EQ(document.select_nodes("//svg[@role='img']").size(), 4u);
}

TEST(ExamplesSection, SaysWhenThereIsNone) {
  EXPECT_TRUE(Holds(SectionText(WriteExamplesSection, {}), "No examples"));
}

}  // namespace
}  // namespace supreme
