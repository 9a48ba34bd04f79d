#include "extract/gold_quality.h"

#include <gtest/gtest.h>

#include <filesystem>

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
  const GoldScore score = ScoreGold(gold, RuleExtractor())[0];
  EXPECT_EQ(score.entities.right, 2u);
  EXPECT_EQ(score.entities.missed, 1u);
  EXPECT_EQ(score.entities.wrong, 0u);
  EXPECT_EQ(score.with_certainty.right, 1u);
  EXPECT_EQ(score.with_certainty.wrong, 1u);
  ASSERT_EQ(score.mistakes.size(), 1u);
  EXPECT_EQ(score.mistakes[0].wrong, "uncertain: possible lvh");
}

TEST(ScoreGold, RulesDoWellOnTheGoldStatements) {
  const auto scores = ScoreGold(ReadGoldStatements(kTable), RuleExtractor());
  ASSERT_EQ(scores[0].name, "development");
  EXPECT_GE(F1(scores[0].entities).value, 0.98);
  EXPECT_GE(F1(scores[0].with_certainty).value, 0.97);
  ASSERT_EQ(scores[1].name, "held-out");
  EXPECT_GE(scores[1].statement_count, 100u);
  EXPECT_GE(F1(scores[1].entities).value, 0.96);
  EXPECT_GE(F1(scores[1].with_certainty).value, 0.95);
}

}  // namespace
}  // namespace supreme
