#include "report/answers_page.h"

#include <gtest/gtest.h>

#include <pugixml.hpp>

#include "tests/report/section_text.h"

namespace supreme {
namespace {

// Two records and two questions: a wording above its threshold, and a new one.
AnswersData TwoRecords(const std::string& text) {
  AnswersData data;
  data.bundle = text;
  data.facts = {{"Trained on", text}};
  data.questions = {{"afib" + text, "atrial fibrillation", "resolved", ""},
                    {"delta wave", "delta wave", "new", "wide qrs (0.50)"}};
  data.own_questions = true;
  for (const char* name : {"one", "two"}) {
    PageRecord record;
    record.name = name + text;
    record.window.samples_mv.assign(kLeadCount * kWindowSamples, 0.1f);
    record.window.present.fill(1);
    record.answers = {{0, 0.75, 0.3, false}, {1, 0.25, std::nullopt, false}};
    data.records.push_back(record);
  }
  data.records[0].truth_known = true;
  data.records[0].truths = {"atrial fibrillation" + text};
  data.records[0].answers[0].is_true = true;
  data.records[0].report = "report" + text;
  return data;
}

TEST(AnswersPage, IsWellFormedWhateverTheTexts) {
  for (const char* text : {"", kHostile}) {
    const auto document = ParseSection(BuildAnswersPage(TwoRecords(text)));
    EXPECT_EQ(document.select_nodes("//svg[@role='img']").size(), 2u);
    EXPECT_TRUE(document.select_nodes("//script").empty());
  }
}

TEST(AnswersPage, SaysHowEachQuestionWasUnderstood) {
  const std::string page = BuildAnswersPage(TwoRecords(""));
  EXPECT_TRUE(Holds(page, "resolved to “atrial fibrillation”"));
  EXPECT_TRUE(Holds(page, "new; nearest known: wide qrs (0.50)"));
  EXPECT_TRUE(Holds(page, "Research use, not for diagnosis"));
}

TEST(AnswersPage, NamesTheQueryThatAnswersInPlaceOfAnother) {
  AnswersData data = TwoRecords("");
  data.questions[1] = {"no delta wave", "not: wide qrs", "nearest", "wide qrs (0.50)"};
  EXPECT_TRUE(Holds(BuildAnswersPage(data),
                    "new; answered as “not: wide qrs”; nearest known: wide qrs (0.50)"));
}

TEST(AnswersPage, AnswersWithAThresholdOnly) {
  const auto document = ParseSection(BuildAnswersPage(TwoRecords("")));
  const auto rows = document.select_nodes("//table[@class='matrix']/tbody/tr");
  ASSERT_EQ(rows.size(), 2u);
  const auto cell = [&](size_t row, int column) {
    auto node = rows[row].node().child("td");
    for (int i = 0; i < column; ++i) node = node.next_sibling("td");
    return std::string(node.text().as_string());
  };
  EXPECT_EQ(cell(0, 0), "0.75 yes ✓");
  EXPECT_EQ(cell(0, 1), "0.75 yes");
  EXPECT_EQ(cell(1, 0), "0.25 –");
}

TEST(AnswersPage, HasNoOverviewOfQuestionsThatNobodyAsked) {
  AnswersData data = TwoRecords("");
  data.own_questions = false;
  EXPECT_FALSE(Holds(BuildAnswersPage(data), "at a glance"));
}

TEST(AnswersPage, SaysWhenNothingElseIsKnownOfARecord) {
  AnswersData data = TwoRecords("");
  data.records.erase(data.records.begin());
  EXPECT_TRUE(Holds(BuildAnswersPage(data), "Nothing else is known"));
}

}  // namespace
}  // namespace supreme
