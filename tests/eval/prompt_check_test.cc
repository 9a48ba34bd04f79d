#include "eval/prompt_check.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "tests/core/expect_error.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

const fs::path kSource(SUPREME_SOURCE_DIR);

Task FourClasses() {
  Task task;
  task.name = "four";
  task.classes = {{"CR", "clockwise rotation", "s", {"CR"}},
                  {"STD", "st depression", "s", {"STD"}},
                  {"2AVB", "second degree av block", "s", {"2AVB"}},
                  {"HYP", "ventricular hypertrophy", "s", {"HYP"}}};
  return task;
}

PromptSet GoodSet() {
  PromptSet set{"mine"};
  set.classes = {{"CR", {"clockwise rotation"}, "s"},
                 {"STD", {"st depression", "lowered st segment"}, "s"},
                 {"2AVB", {"second degree av block, wenckebach block"}, "s"},
                 {"HYP", {"left ventricular hypertrophy, right ventricular hypertrophy"}, "s"}};
  return set;
}

TEST(PromptCheck, FindsNothingInAGoodSet) {
  const PromptCheck check = CheckPrompts(GoodSet(), FourClasses());
  EXPECT_TRUE(check.IsGood()) << PromptCheckText(check);
  EXPECT_EQ(check.class_count, 4U);
  EXPECT_EQ(check.prompt_count, 5U);
  EXPECT_EQ(PromptCheckText(check), "mine for four: 4 of 4 classes, 5 prompts, good\n");
}

TEST(PromptCheck, NamesWhatIsMissingAndWhatIsTooMuch) {
  PromptSet set = GoodSet();
  set.classes[0].code = "XX";
  const PromptCheck check = CheckPrompts(set, FourClasses());
  EXPECT_FALSE(check.IsGood());
  EXPECT_EQ(check.missing, std::vector<std::string>{"CR"});
  EXPECT_EQ(check.extra, std::vector<std::string>{"XX"});
  const OrderedJson json = PromptCheckJson(check);
  EXPECT_EQ(json["good"], false);
  EXPECT_EQ(json["missing"][0], "CR");
  EXPECT_NE(PromptCheckText(check).find("missing CR\n"), std::string::npos);
}

TEST(PromptCheck, FindsDoubledPrompts) {
  PromptSet set = GoodSet();
  set.classes[1].prompts.emplace_back("ST-depression.");
  const PromptCheck check = CheckPrompts(set, FourClasses());
  ASSERT_EQ(check.duplicate.size(), 1U);
  EXPECT_EQ(check.duplicate[0].prompt, "ST-depression.");
  EXPECT_FALSE(check.IsGood());
}

TEST(PromptCheck, FindsClassesThatAreAskedAlike) {
  PromptSet set = GoodSet();
  set.classes[0].prompts = {"Lowered ST segment", "st depression"};
  const PromptCheck check = CheckPrompts(set, FourClasses());
  ASSERT_EQ(check.same.size(), 1U);
  EXPECT_EQ(check.same[0].code, "CR");
  EXPECT_EQ(check.same[0].against, "STD");
  EXPECT_TRUE(check.shared.empty());
}

TEST(PromptCheck, NotesPhrasesThatStandForTwoClasses) {
  PromptSet set = GoodSet();
  set.classes[0].prompts.emplace_back("turned heart, st depression");
  const PromptCheck check = CheckPrompts(set, FourClasses());
  ASSERT_EQ(check.shared.size(), 1U);
  EXPECT_EQ(check.shared[0].prompt, "st depression");
}

TEST(PromptCheck, FindsPhrasesThatSayTheOppositeOfTheClass) {
  PromptSet set = GoodSet();
  set.classes[1].prompts = {"st depression, ST segment elevation"};
  set.classes[2].prompts = {"third degree av block"};
  const PromptCheck check = CheckPrompts(set, FourClasses());
  ASSERT_EQ(check.contradictory.size(), 2U) << PromptCheckText(check);
  EXPECT_EQ(check.contradictory[0].prompt, "ST segment elevation");
  EXPECT_EQ(check.contradictory[0].against, "st depression");
  EXPECT_EQ(check.contradictory[1].why, "degree is \"third\", not \"second\"");
}

TEST(PromptCheck, TakesPartsOfAClassAndOtherSpellingsForNoOpposites) {
  PromptSet set = GoodSet();
  set.classes[0].prompts = {"clock-wise rotation", "Clockwise turn"};
  set.classes[3].prompts = {"septal hypertrophy, enlarged ventricles, thick posterior wall"};
  EXPECT_TRUE(CheckPrompts(set, FourClasses()).IsGood());
  Task task = FourClasses();
  task.classes[0].prompt = "counterclockwise rotation";
  set.classes[0].prompts = {"counter-clockwise rotation"};
  EXPECT_TRUE(CheckPrompts(set, task).IsGood());
  set.classes[0].prompts = {"clockwise rotation"};
  EXPECT_EQ(CheckPrompts(set, task).contradictory.size(), 1U);
}

TEST(PromptCheck, NotesChatterAndEndlessTexts) {
  PromptSet set = GoodSet();
  set.classes[0].prompts = {"Based on the input, I generated these subtypes"};
  std::string endless = "st";
  for (int i = 0; i < 70; ++i) endless += " depression";
  set.classes[1].prompts = {endless};
  const PromptCheck check = CheckPrompts(set, FourClasses());
  ASSERT_EQ(check.odd.size(), 2U);
  EXPECT_EQ(check.odd[1].why, "71 words");
  EXPECT_TRUE(check.IsGood());
}

TEST(PromptCheck, TheSetsThatComeAlongAreGood) {
  for (const char* name : {"simplified", "codes", "synonyms"}) {
    const PromptSet set = ReadPromptSet(kSource / "prompts" / (std::string(name) + ".json"));
    for (const auto& [task_name, entries] : set.tasks) {
      const Task task = ReadTask(kSource / "tasks" / (task_name + ".json"));
      const PromptCheck check = CheckPrompts(set, task);
      EXPECT_TRUE(check.IsGood()) << PromptCheckText(check);
      EXPECT_TRUE(check.extra.empty() && check.odd.empty()) << PromptCheckText(check);
    }
  }
}

// Faults of MERL's prompts that people have found by reading them.
TEST(PromptCheck, FindsTheKnownFaultsOfMerlsPrompts) {
  const fs::path path = kSource / "../shared/data/prompts/ckepe_detailed.json";
  if (!fs::exists(path)) GTEST_SKIP() << path << " is absent";
  const PromptSet set = ReadPromptSet(path);
  const auto codes = [](const std::vector<PromptRemark>& remarks) {
    std::vector<std::string> found;
    for (const PromptRemark& remark : remarks) found.push_back(remark.code);
    return found;
  };
  const PromptCheck csn = CheckPrompts(set, ReadTask(kSource / "tasks/csn.json"));
  const auto contradictory = codes(csn.contradictory);
  EXPECT_NE(std::ranges::find(contradictory, "CR"), contradictory.end()) << PromptCheckText(csn);
  EXPECT_NE(std::ranges::find(contradictory, "STDD"), contradictory.end());
  EXPECT_TRUE(csn.missing.empty());
  const PromptCheck rhythm = CheckPrompts(set, ReadTask(kSource / "tasks/ptbxl-rhythm.json"));
  EXPECT_EQ(codes(rhythm.odd), std::vector<std::string>{"BIGU"}) << PromptCheckText(rhythm);
}

}  // namespace
}  // namespace supreme
