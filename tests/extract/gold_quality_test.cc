#include "extract/gold_quality.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "core/hash.h"
#include "extract/rule_extractor.h"

namespace supreme {
namespace {

const std::filesystem::path kTable =
    std::filesystem::path(SUPREME_SOURCE_DIR) / "testdata/extract/gold_statements.csv";

TEST(ScoreGold, CountsRightWrongAndMissed) {
  const std::vector<GoldStatement> gold = {{"development",
                                            "muse",
                                            "possible LVH, RBBB",
                                            {{"lvh", Certainty::kAbnormal},
                                             {"right bundle branch block", Certainty::kAbnormal},
                                             {"infarct", Certainty::kAbnormal}}}};
  const GoldScore score = ScoreGold(gold, AnswersBy(RuleExtractor(), gold))[0];
  EXPECT_EQ(score.entities.right, 2u);
  EXPECT_EQ(score.entities.missed, 1u);
  EXPECT_EQ(score.entities.wrong, 0u);
  EXPECT_EQ(score.with_certainty.right, 1u);
  EXPECT_EQ(score.with_certainty.wrong, 1u);
  ASSERT_EQ(score.mistakes.size(), 1u);
  EXPECT_EQ(score.mistakes[0].wrong, "uncertain: possible lvh");
}

TEST(ScoreGold, RulesDoWellOnTheGoldStatements) {
  const std::vector<GoldStatement> gold = ReadGoldStatements(kTable);
  const auto scores = ScoreGold(gold, AnswersBy(RuleExtractor(), gold));
  ASSERT_EQ(scores[0].name, "development");
  EXPECT_GE(F1(scores[0].entities).value, 0.98);
  EXPECT_GE(F1(scores[0].with_certainty).value, 0.97);
  EXPECT_GE(scores[0].statement_count, 300u);
}

GoldStatement Abnormal(const std::string& text, const std::string& entity) {
  return {"development", "muse", text, {{entity, Certainty::kAbnormal}}};
}

TEST(ScoreGold, CountsFailedStatementsAsMissedAndLeavesOutUnknownOnes) {
  const std::vector<GoldStatement> gold = {Abnormal("LVH", "lvh"), Abnormal("AF", "af"),
                                           Abnormal("RVH", "rvh")};
  const Extraction lvh = {{{"lvh", Certainty::kAbnormal}}};
  const GoldScore score = ScoreGold(gold, {{"LVH", lvh}, {"AF", std::nullopt}})[0];
  EXPECT_EQ(score.statement_count, 2u);
  EXPECT_EQ(score.failed_count, 1u);
  EXPECT_EQ(score.whole_count, 1u);
  EXPECT_EQ(score.with_certainty.missed, 1u);
  EXPECT_EQ(score.answered.missed, 0u);
  EXPECT_EQ(score.answered.right, 1u);
}

class StoredAnswers : public testing::Test {
 protected:
  ~StoredAnswers() override { std::filesystem::remove(path_); }

  void Save(const std::string& text, std::optional<Extraction> extraction) {
    const StatementResult result{Sha256(text), "x", "", std::move(extraction), "schema", ""};
    store_.SaveResults({&result, 1});
  }

  const std::filesystem::path path_ =
      std::filesystem::path(testing::TempDir()) / ("stored_answers_" + std::to_string(::getpid()));
  EntityStore store_{path_, {"p", "x", "statement"}};
};

TEST_F(StoredAnswers, PutsTheStatementsOfOneTextTogether) {
  store_.AddRecords({{"1", {"lvh", "rbbb"}}, {"2", {"af"}}, {"3", {"pacs"}}});
  Save("lvh", Extraction{{{"lvh", Certainty::kAbnormal}}});
  Save("rbbb", Extraction{{{"rbbb", Certainty::kAbnormal}}});
  Save("af", std::nullopt);
  const std::vector<GoldStatement> gold = {Abnormal("LVH; RBBB.", "lvh"), Abnormal("AF", "af"),
                                           Abnormal("LVH; AF", "lvh"), Abnormal("PACs", "pacs"),
                                           Abnormal("Flutter", "flutter")};
  const GoldAnswers answers = AnswersIn(store_, gold);
  ASSERT_EQ(answers.size(), 3u);
  ASSERT_TRUE(answers.at("LVH; RBBB."));
  EXPECT_EQ(answers.at("LVH; RBBB.")->entities.size(), 2u);
  EXPECT_FALSE(answers.at("AF"));
  EXPECT_FALSE(answers.at("LVH; AF"));
}

}  // namespace
}  // namespace supreme
