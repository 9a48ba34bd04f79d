#include "extract/rule_extractor.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "core/csv.h"
#include "core/error.h"
#include "extract/statement.h"

namespace supreme {
namespace {

const std::filesystem::path kSource = SUPREME_SOURCE_DIR;

std::string Joined(const Extraction& extraction, Certainty certainty) {
  std::string joined;
  for (const Entity& entity : extraction.entities) {
    if (entity.certainty == certainty) joined += (joined.empty() ? "" : ";") + entity.text;
  }
  return joined;
}

TEST(RuleExtractor, GivesThePapersAnswersAsJson) {
  const RuleExtractor extractor;
  EXPECT_EQ(ToJson(extractor.Extract("lateral st-t changes are probably due to ventricular "
                                     "hypertrophy")),
            Json::parse(R"({"global": ["lateral st-t changes", "ventricular hypertrophy"],
              "classification": {"normal": [],
              "abnormal": ["lateral st-t changes", "ventricular hypertrophy"],
              "uncertain": []}})"));
  EXPECT_EQ(ToJson(extractor.Extract("sinus rhythm with pacs. hypertrophy and/or ischemia. "
                                     "inferior/lateral st-t changes.")),
            Json::parse(R"({"global": ["sinus rhythm", "pacs", "hypertrophy", "ischemia",
        "inferior st-t changes", "lateral st-t changes"], "classification":
        {"normal": ["sinus rhythm"], "abnormal": ["pacs", "hypertrophy", "ischemia",
        "inferior st-t changes", "lateral st-t changes"], "uncertain": []}})"));
  EXPECT_EQ(
      ToJson(extractor.Extract("inferior infarct - age undetermined. pacemaker rhythm - no further "
                               "analysis. poor r wave progression - probable normal variant.")),
      Json::parse(R"({"global": ["inferior infarct", "age undetermined", "pacemaker rhythm",
        "poor r wave progression", "probable normal variant"], "classification": {"normal": [],
        "abnormal": ["inferior infarct", "pacemaker rhythm", "poor r wave progression"],
        "uncertain": ["age undetermined", "probable normal variant"]}})"));
}

TEST(RuleExtractor, ReadsEveryStatementOfTheTable) {
  const RuleExtractor extractor;
  CsvReader table = CsvReader::Open(kSource / "testdata/extract/statements.csv");
  size_t count = 0;
  for (; table.Next(); ++count) {
    const Extraction extraction = extractor.Extract(table["statement"]);
    EXPECT_EQ(Joined(extraction, Certainty::kNormal), table["normal"]) << table["statement"];
    EXPECT_EQ(Joined(extraction, Certainty::kAbnormal), table["abnormal"]) << table["statement"];
    EXPECT_EQ(Joined(extraction, Certainty::kUncertain), table["uncertain"]) << table["statement"];
  }
  EXPECT_GE(count, 150u);
}

TEST(RuleExtractor, ClassifiesEveryStatementOfAnotherMaker) {
  const auto path = kSource / "../shared/data/terminology/glasgow_statements.txt";
  std::ifstream file(path);
  if (!file) GTEST_SKIP() << path << " is missing";
  const RuleExtractor extractor;
  size_t lines = 0;
  size_t technical = 0;  // about the recording: no entity, but no unknown word either
  for (std::string line; std::getline(file, line); ++lines) {
    EXPECT_TRUE(extractor.AccountsForAll(line)) << line;
    technical += extractor.Extract(line).entities.empty() ? 1 : 0;
  }
  ASSERT_EQ(lines, 424u);
  EXPECT_LE(technical, 12u);
}

TEST(RuleExtractor, AccountsOnlyForWordsItKnows) {
  const RuleExtractor extractor;
  EXPECT_TRUE(extractor.AccountsForAll("Sinus rhythm, rate 72 bpm; possible LVH in V4-V6"));
  EXPECT_TRUE(extractor.AccountsForAll("inferiorer infarkt nicht auszuschliessen"));
  EXPECT_TRUE(extractor.AccountsForAll(""));
  EXPECT_FALSE(extractor.AccountsForAll("sinus rhythm with squirrels"));
  EXPECT_FALSE(extractor.AccountsForAll("the patient has chest pain"));
}

TEST(RuleExtractor, GivesEnglishEntitiesForGermanAndSwedish) {
  const RuleExtractor extractor;
  const Extraction german =
      extractor.Extract("Sinusrhythmus Lagetyp normal inferiorer Infarkt m\u00f6glich");
  EXPECT_EQ(Joined(german, Certainty::kNormal), "sinus rhythm;normal axis");
  EXPECT_EQ(Joined(german, Certainty::kUncertain), "inferior infarct");
  const Extraction swedish = extractor.Extract("sinusrytm lateral infarkt kan ej uteslutas");
  EXPECT_EQ(Joined(swedish, Certainty::kUncertain), "lateral infarct");
}

TEST(RuleExtractor, SaysAFindingOnce) {
  const Extraction twice = RuleExtractor().Extract("LVH. left ventricular hypertrophy");
  ASSERT_EQ(twice.entities.size(), 1u);
  EXPECT_EQ(twice.entities[0].text, "lvh");
}

TEST(RuleExtractor, RefusesAnEndlessReport) {
  EXPECT_THROW(RuleExtractor().Extract(std::string(kMaxReportBytes + 1, 'a')), Error);
}

TEST(WithoutCues, LeavesTheFinding) {
  EXPECT_EQ(WithoutCues("cannot rule out old anterior infarct"), "old anterior infarct");
  EXPECT_EQ(WithoutCues("marked nonspecific st changes"), "marked st changes");
}

}  // namespace
}  // namespace supreme
