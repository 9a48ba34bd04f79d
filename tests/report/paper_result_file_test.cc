#include "report/paper_result_file.h"

#include <gtest/gtest.h>

#include <functional>

#include "core/error.h"
#include "tests/report/paper_result_text.h"

namespace supreme {
namespace {

Json Parse(const std::string& text) { return ParseJson(text, "test"); }

std::string MessageOf(const std::function<void()>& read) {
  try {
    read();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::kCorruptData);
    return error.what();
  }
  return "";
}

TEST(PaperResultFile, ReadsAZeroShotResultWithItsUndefinedClass) {
  const ZeroShotEntry entry = ReadZeroShotEntry(
      Parse(ZeroShotText("ptbxl-super", "0.75",
                         R"("prompts": {"set": "detailed", "combination": "mean-logit"},)")),
      "f");
  EXPECT_EQ(entry.task, "ptbxl-super");
  EXPECT_EQ(entry.label_mode, "any-code");
  EXPECT_EQ(entry.prompt_set, "detailed, mean-logit");
  EXPECT_EQ(entry.source.split_hash, "h");
  EXPECT_EQ(entry.macro.auc, 0.75);
  EXPECT_EQ(entry.macro.high, 0.9);
  ASSERT_EQ(entry.classes.size(), 2u);
  EXPECT_EQ(entry.classes[0].positives, 3u);
  EXPECT_FALSE(entry.classes[1].value.auc);
}

TEST(PaperResultFile, RefusesAnAucOutsideItsRange) {
  EXPECT_EQ(MessageOf([] { ReadZeroShotEntry(Parse(ZeroShotText("csn", "75.0")), "f.json"); }),
            "f.json macro: \"auc\" is not between 0 and 1");
}

TEST(PaperResultFile, NamesAKeyThatIsMissing) {
  EXPECT_EQ(MessageOf([] { ReadProbeEntry(Parse(R"({"task": "csn"})"), "f.json"); }),
            "f.json: key \"method\" is missing");
}

TEST(PaperResultFile, ReadsAProbeWithItsSeedsAndSettings) {
  const ProbeEntry entry = ReadProbeEntry(Parse(ProbeText("csn", "0.1")), "f");
  EXPECT_EQ(entry.fraction, 0.1);
  EXPECT_FALSE(entry.shots);
  EXPECT_EQ(entry.macro.deviation, 0.01);
  ASSERT_EQ(entry.runs.size(), 2u);
  EXPECT_EQ(entry.runs[1].seed, 2);
  EXPECT_EQ(entry.runs[1].auc, 0.81);
  const std::vector<std::pair<std::string, std::string>> settings = {
      {"epochs", "100"}, {"learning_rate", "0.001"}, {"optimizer", "AdamW"}};
  EXPECT_EQ(entry.settings, settings);
}

TEST(PaperResultFile, TellsThePapersPartOfASweepFromItsSourceOrItsFolder) {
  const auto part = [](const std::string& source, const std::string& folder) {
    return ReadAblation(Parse(SweepText(source)), "f", folder).part;
  };
  EXPECT_EQ(part("SuPreME paper, Table 1(c)", "x"), "1c");
  EXPECT_EQ(part("SuPreME paper, Table 11", "x"), "11");
  EXPECT_EQ(part("SuPreME paper, Fig. 3(b)", "x"), "fig3b");
  EXPECT_EQ(part("", "1h"), "1h");
  EXPECT_EQ(part("", "table1g_prompts"), "1g");
  EXPECT_EQ(part("", "table"), "");
  EXPECT_EQ(part("of my own", "losses"), "");
}

TEST(PaperResultFile, ReadsTheSeedsOfASweep) {
  const AblationResults sweep = ReadAblation(Parse(SweepText("Table 1(f)")), "f", "");
  ASSERT_EQ(sweep.variants.size(), 1u);
  EXPECT_EQ(sweep.variants[0].mean.value.deviation, 0.01);
  EXPECT_EQ(sweep.variants[0].mean.seeds.size(), 2u);
  EXPECT_EQ(sweep.variants[0].evaluations[0].first, "csn");
  EXPECT_EQ(sweep.variants[0].paper_auc, 0.7270);
}

TEST(PaperResultFile, CountsTheRecordsOfASplitThatCarryAClass) {
  const SplitEntry entry = ReadSplitEntry(Parse(SplitText("csn")), "f");
  EXPECT_EQ(entry.class_count, 2u);
  EXPECT_EQ(entry.records.at("train"), 10u);
}

TEST(PaperResultFile, RefusesAnOverlapMatrixThatIsNotSquare) {
  const std::string text = R"({"name": "v", "tables": {}, "frequencies": [],
      "overlap": {"tasks": [{"task": "csn", "classes": 4, "overlapping": 2}],
                  "between": [[1, 2]]}})";
  EXPECT_EQ(MessageOf([&] { ReadVocabularyResults(Parse(text), "f"); }),
            "f overlap: \"between\" is not square");
}

TEST(PaperResultFile, KnowsWhatSaysThatItIsSimulated) {
  EXPECT_TRUE(IsSimulated(Parse(R"({"bundle": {"name": "simulated"}})")));
  EXPECT_FALSE(IsSimulated(Parse(R"({"bundle": {"name": "simulated-small"}})")));
  EXPECT_FALSE(IsSimulated(Parse("[]")));
}

}  // namespace
}  // namespace supreme
