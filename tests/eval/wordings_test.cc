#include "eval/wordings.h"

#include <gtest/gtest.h>

#include <set>

#include "core/progress.h"
#include "synth/truth/sign.h"
#include "tests/core/temp_folder.h"
#include "tests/data/test_pack.h"
#include "tests/eval/indexed_predictor.h"
#include "vocab/glossary.h"

namespace supreme {
namespace {

const std::filesystem::path kTask =
    std::filesystem::path(SUPREME_SOURCE_DIR) / "tasks/wordings.json";

// Records 0 … 9 normal, 10 … 14 left block, 15 … 19 right block.
class WordingsTest : public testing::Test {
 protected:
  void SetUp() override {
    Progress::SetQuiet(true);
    std::vector<PackRecord> records;
    for (int i = 0; i < 20; ++i) {
      const char* code = i < 10 ? "NORM" : i < 15 ? "CLBBB" : "CRBBB";
      records.push_back(TestRecord(i, 1, "p" + std::to_string(i), {code}));
      records.back().window.samples_mv[0] = static_cast<float>(i) / 20.0F;
    }
    WriteTestPack(folder_ / "pack", records);
    WordedClass left{"CLBBB", "left block", {"CLBBB"}, {}};
    left.texts = {std::vector<std::string>{"blocked left"}, {"lb"}, {}};
    task_.classes = {left};
    task_.opposites = {{OppositeSide{"left block", {"CLBBB"}}, {"right block", {"CRBBB"}}}};
  }

  // Knows the left block, and takes half of the right blocks for it; "lb" means nothing as it
  // stands.
  static float Score(const EcgWindow& window, const std::string& key) {
    const int number = static_cast<int>(window.samples_mv[0] * 20.0F + 0.5F);
    if (key == RawKey("lb") || key == RawKey("left block")) return 0.5F;
    if (key == ResolvedKey("right block")) return number >= 15 ? 0.9F : 0.1F;
    if (number >= 10 && number < 15) return 0.9F;
    return number >= 17 ? 0.3F : 0.1F;
  }

  WordingResult Evaluate() {
    const Pack pack(folder_ / "pack");
    std::vector<size_t> rows(20);
    for (size_t i = 0; i < 20; ++i) rows[i] = i;
    QueryBatch batch;
    std::map<std::string, ResolvedText> resolved;
    for (const std::string& text : TextsOf(task_)) {
      batch.texts.push_back(RawKey(text));
      batch.texts.push_back(ResolvedKey(text));
      resolved[text] = {text, "resolved", "left block"};
    }
    batch.embeddings.resize(batch.texts.size());
    MockPredictor predictor(1, Score);
    const AskedTexts asked(predictor, pack, rows, batch);
    return EvaluateWordings({task_, pack, rows, asked, resolved}, {50, 0.95}, 1);
  }

  TempFolder folder_;
  WordingTask task_;
};

TEST_F(WordingsTest, ComparesEveryTextWithTheName) {
  const WordingResult all = Evaluate();
  ASSERT_EQ(all.classes.size(), 1U);
  const WordedResult& result = all.classes[0];
  EXPECT_EQ(result.by_name.auroc, 1.0);
  ASSERT_EQ(result.figures.size(), 2U);
  EXPECT_EQ(result.figures[0].raw, 1.0);
  EXPECT_EQ(result.figures[1].kind, WordingKind::kAbbreviation);
  EXPECT_EQ(result.figures[1].raw, 0.5);
  EXPECT_EQ(result.figures[1].resolved, 1.0);
}

TEST_F(WordingsTest, AsksOneSideOfTheOtherSidesRecords) {
  const WordingResult all = Evaluate();
  ASSERT_EQ(all.opposites.size(), 2U);
  const OppositeResult& left = all.opposites[0];
  EXPECT_EQ(left.query, "left block");
  EXPECT_EQ(left.own, 1.0);
  EXPECT_EQ(left.own_count, 5U);
  EXPECT_EQ(left.other_count, 5U);
  EXPECT_EQ(left.neither_count, 10U);
  // Three of five right blocks score above every normal record, two tie with all.
  EXPECT_NEAR(*left.leak.auroc, 0.8, 1e-12);
  EXPECT_NEAR(*all.opposites[1].leak.auroc, 0.5, 1e-12);
}

TEST(WordingTask, HoldsWordingsThatNoTrainingHasSeen) {
  const Glossary& glossary = Glossary::BuiltIn();
  std::set<std::string> trained;
  for (const SignText& text : SignLibrary::BuiltIn().texts()) {
    trained.insert(glossary.MatchKey(text.text));
  }
  const WordingTask task = ReadWordingTask(kTask);
  EXPECT_GE(task.classes.size(), 25U);
  for (const WordedClass& entry : task.classes) {
    EXPECT_TRUE(trained.contains(glossary.MatchKey(entry.name))) << entry.name;
    EXPECT_GE(entry.texts[0].size(), 3U) << entry.code;
    EXPECT_FALSE(entry.texts[1].empty()) << entry.code;
    for (const WordingKind kind : {WordingKind::kWording, WordingKind::kSigns}) {
      for (const std::string& text : entry.texts[static_cast<size_t>(kind)]) {
        EXPECT_FALSE(trained.contains(glossary.MatchKey(text))) << text;
      }
    }
  }
  for (const auto& pair : task.opposites) {
    for (const OppositeSide& side : pair) {
      EXPECT_TRUE(trained.contains(glossary.MatchKey(side.query))) << side.query;
    }
  }
}

}  // namespace
}  // namespace supreme
