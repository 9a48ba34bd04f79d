#include <gtest/gtest.h>

#include "tests/report/section_text.h"

namespace supreme {
namespace {

TEST(FactsSection, ListsFactsInTheirOrder) {
  const auto document = ParseSection(SectionText(WriteFactsSection, FullReport("demo")));
  std::vector<std::string> words;
  for (const auto fact : document.child("section").child("dl").children("div")) {
    words.push_back(fact.child("dt").text().as_string());
    words.push_back(fact.child("dd").text().as_string());
  }
  EXPECT_EQ(words, (std::vector<std::string>{"Seed", "7", "Pack", "demo"}));
}

TEST(VocabularySection, SaysWhatWasMergedAndKeptOut) {
  ReportData data = FullReport("demo");
  const std::string section = SectionText(WriteVocabularySection, data);
  for (const char* words : {"<dd>12</dd>", "<dd>34</dd>", "<dd>0.8</dd>", "<dd>0.75</dd>",
                            "<dt>Kept out of pre-training</dt>\n<dd>demo</dd>", "1,234"}) {
    EXPECT_TRUE(Holds(section, words)) << words << " in " << section;
  }
  data.vocabulary->held_out.clear();
  EXPECT_TRUE(Holds(SectionText(WriteVocabularySection, data), "<dd>nothing</dd>"));
}

TEST(VocabularySection, IsLeftOutWithoutAVocabulary) {
  EXPECT_EQ(SectionText(WriteVocabularySection, {}), "");
}

TEST(TrainingSection, DrawsTheCurveOrSaysThatThereIsNone) {
  const auto document = ParseSection(SectionText(WriteTrainingSection, FullReport("demo")));
  EXPECT_EQ(document.select_nodes("//svg[@role='img']").size(), 1u);
  const std::string empty = SectionText(WriteTrainingSection, {});
  EXPECT_TRUE(Holds(empty, "no training curve"));
  EXPECT_FALSE(Holds(empty, "<svg"));
}

TEST(SettingsSection, ShowsTheFirstThousandAndCountsAll) {
  ReportData data;
  EXPECT_EQ(SectionText(WriteSettingsSection, data), "");
  data.settings.assign(1234, {"train.seed", std::string(400, 'x')});
  const auto document = ParseSection(SectionText(WriteSettingsSection, data));
  EXPECT_EQ(document.select_nodes("//tr").size(), 1000u);
  const auto details = document.child("section").child("details");
  EXPECT_TRUE(Holds(details.child("summary").text().as_string(), "1,234 values"));
  const std::string value = document.select_node("//td").node().text().as_string();
  EXPECT_LT(value.size(), 310u) << "long values are cut";
}

}  // namespace
}  // namespace supreme
