#include "extract/llm_answer.h"

#include <gtest/gtest.h>

#include <string>

namespace supreme {
namespace {

const std::string kReport = "sinus rhythm with pacs\ninferior/lateral st-t changes\npossible lvh";
const std::string kAnswer =
    R"({"global": ["sinus rhythm", "pacs", "inferior st-t changes", "possible lvh"],)"
    R"( "classification": {"normal": ["sinus rhythm"], "abnormal": ["pacs",)"
    R"( "inferior st-t changes"], "uncertain": ["possible lvh"]}})";

FailureKind KindOf(const std::string& content, const std::string& report = kReport) {
  try {
    ParseAnswer(content, report);
  } catch (const AnswerFault& fault) {
    return fault.kind();
  }
  ADD_FAILURE() << "taken: " << content;
  return FailureKind::kConnect;
}

std::string WithGlobal(const std::string& entity) {
  return R"({"global": [")" + entity + R"("], "classification": {"normal": [], "abnormal": [")" +
         entity + R"("], "uncertain": []}})";
}

TEST(ParseAnswer, TakesAGoodAnswer) {
  const Extraction extraction = ParseAnswer(" \n" + kAnswer + "\n", kReport);
  ASSERT_EQ(extraction.entities.size(), 4u);
  EXPECT_EQ(extraction.entities[0].text, "sinus rhythm");
  EXPECT_EQ(extraction.entities[0].certainty, Certainty::kNormal);
  EXPECT_EQ(extraction.entities[3].certainty, Certainty::kUncertain);
}

TEST(ParseAnswer, RefusesAnAnswerCutAtAnyByte) {
  for (size_t length = 0; length < kAnswer.size(); ++length) {
    EXPECT_EQ(KindOf(kAnswer.substr(0, length)), FailureKind::kNotJson) << length;
  }
}

TEST(ParseAnswer, SaysWhatIsWrongWithoutWordsForUsers) {
  const auto words = [](const std::string& content) -> std::string {
    try {
      ParseAnswer(content, kReport);
    } catch (const AnswerFault& fault) {
      return fault.what();
    }
    return "taken";
  };
  EXPECT_EQ(words(R"({"global": ["pacs"], "classification": {"normal": ["pacs"],)"
                  R"( "abnormal": ["pacs"], "uncertain": []}})"),
            "entity \"pacs\" has two classes");
  const std::string doubled =
      words(R"({"global": ["pacs", "pacs"], "classification": {"normal": [],)"
            R"( "abnormal": ["pacs"], "uncertain": []}})");
  EXPECT_TRUE(doubled.starts_with("extraction at \"<root>[global]\": ")) << doubled;
  EXPECT_EQ(doubled.find("try"), std::string::npos) << doubled;
}

const char kNothing[] =
    R"({"global": [], "classification": {"normal": [], "abnormal": [], "uncertain": []}})";

TEST(ParseAnswer, RefusesEmptyListsWhereTheRulesAreSureOfAFinding) {
  EXPECT_EQ(KindOf(kNothing, "normal sinus rhythm"), FailureKind::kNoEntity);
  EXPECT_EQ(KindOf(kNothing, "frobnicated waves\npossible lvh"), FailureKind::kNoEntity);
}

TEST(ParseAnswer, TakesEmptyListsWhereTheRulesFindNothingOrAreNotSure) {
  for (const char* report : {"vent. rate 72", "no evidence of ischemia", "no further analysis",
                             "lvh in frobnicated waves"}) {
    EXPECT_TRUE(ParseAnswer(kNothing, report).entities.empty()) << report;
  }
}

TEST(ParseAnswer, RefusesWhatIsNotOneJsonObject) {
  for (const std::string& content :
       {"```json\n" + kAnswer + "\n```", "Here: " + kAnswer, kAnswer + kAnswer, kAnswer + " done",
        kAnswer.substr(0, kAnswer.size() - 1) + R"(, "global": []})", std::string("{\"a\": NaN}"),
        std::string(100000, '['), std::string("\xff\xfe"), kAnswer + std::string(1, '\0')}) {
    EXPECT_EQ(KindOf(content), FailureKind::kNotJson) << content.substr(0, 60);
  }
}

TEST(ParseAnswer, RefusesInvalidUtf8InsideText) {
  EXPECT_EQ(KindOf(WithGlobal("pacs\xc3\x28")), FailureKind::kNotJson);
}

TEST(ParseAnswer, RefusesAnotherForm) {
  for (const char* content :
       {"[]", "null", "7", R"({"global": "pacs", "classification": {}})",
        R"({"global": [7], "classification": {"normal": [], "abnormal": [7], "uncertain": []}})",
        R"({"global": []})",
        R"({"global": [], "classification": {"normal": [], "abnormal": [], "uncertain": [],
            "other": []}})"}) {
    EXPECT_EQ(KindOf(content), FailureKind::kSchema) << content;
  }
}

TEST(ParseAnswer, WantsTheClassesToBeAPartition) {
  for (const char* classes : {R"("normal": ["pacs"], "abnormal": ["pacs"], "uncertain": [])",
                              R"("normal": [], "abnormal": [], "uncertain": [])",
                              R"("normal": ["sinus rhythm"], "abnormal": ["pacs"],
                                 "uncertain": [])"}) {
    EXPECT_EQ(KindOf(R"({"global": ["pacs"], "classification": {)" + std::string(classes) + "}}"),
              FailureKind::kClasses)
        << classes;
  }
  EXPECT_EQ(KindOf(R"({"global": ["pacs", "Pacs"], "classification": {"normal": ["pacs"],
                      "abnormal": ["Pacs"], "uncertain": []}})"),
            FailureKind::kClasses);
}

TEST(ParseAnswer, RefusesInventedEntitiesAndBareModifiers) {
  EXPECT_EQ(KindOf(WithGlobal("atrial fibrillation")), FailureKind::kNotInReport);
  EXPECT_EQ(KindOf(WithGlobal("possible")), FailureKind::kNotInReport);
  EXPECT_EQ(KindOf(WithGlobal("...")), FailureKind::kNotInReport);
}

TEST(ParseTermAnswer, TakesTrueAndFalseAlone) {
  EXPECT_EQ(ParseTermAnswer(R"({"is_ecg_term": true})", "lvh").entities.at(0).text, "lvh");
  EXPECT_TRUE(ParseTermAnswer(R"({"is_ecg_term": false})", "lung").entities.empty());
  for (const char* content :
       {"", "true", "{}", "[true]", R"({"is_ecg_term": "true"})", R"({"is_ecg_term": 1})",
        R"({"is_ecg_term": true, "why": "x"})", R"({"is_ecg_term": true, "is_ecg_term": false})"}) {
    EXPECT_THROW(ParseTermAnswer(content, "lvh"), AnswerFault) << content;
  }
}

TEST(IsInReport, ComparesWordsWithoutSmallInflections) {
  EXPECT_TRUE(IsInReport("pac", kReport));
  EXPECT_TRUE(IsInReport("st t change", kReport));
  EXPECT_TRUE(IsInReport("first degree av block",
                         "1st degree a-v block, av block 1st degree av"
                         " block"));
  EXPECT_TRUE(IsInReport("inferior ischemia", "ischaemia, inferiorly. inferior ischaemia"));
  EXPECT_TRUE(IsInReport("probable lvh", "probably lvh"));
  EXPECT_FALSE(IsInReport("sinus", "sinuses of valsalva are not rhythm"));
  EXPECT_FALSE(IsInReport("", kReport));
}

TEST(IsInReport, LeavesOutWordsOnlyBesideListSigns) {
  EXPECT_TRUE(IsInReport("lateral st-t changes", kReport));
  EXPECT_TRUE(IsInReport("inferior st-t changes", kReport));
  EXPECT_TRUE(IsInReport("st depression", "st elevation and depression"));
  EXPECT_TRUE(IsInReport("left bundle branch block", "left or right bundle branch block"));
  EXPECT_FALSE(
      IsInReport("left bundle branch block", "left axis deviation, right bundle branch block"));
  EXPECT_FALSE(IsInReport("sinus rhythm changes", kReport));
  EXPECT_FALSE(IsInReport("rhythm sinus", "sinus rhythm"));
}

TEST(IsInReport, StaysInOneLine) { EXPECT_FALSE(IsInReport("changes possible", kReport)); }

}  // namespace
}  // namespace supreme
