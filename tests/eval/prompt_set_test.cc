#include "eval/prompt_set.h"

#include <gtest/gtest.h>

#include <map>

#include "core/atomic_file.h"
#include "core/csv.h"
#include "core/numbers.h"
#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;
using Texts = std::vector<std::string>;

const fs::path kPrompts = fs::path(SUPREME_SOURCE_DIR) / "prompts";
const fs::path kTasks = fs::path(SUPREME_SOURCE_DIR) / "tasks";
const fs::path kData = fs::path(SUPREME_SOURCE_DIR) / "../shared/data";
const std::map<std::string, size_t> kSizes = {{"ptbxl-super", 5}, {"ptbxl-sub", 23},
                                              {"ptbxl-form", 19}, {"ptbxl-rhythm", 12},
                                              {"cpsc2018", 9},    {"csn", 38}};

class PromptSetTest : public testing::Test {
 protected:
  PromptSet Read(const std::string& text, const std::string& name = "mine.json") {
    WriteFileAtomically(folder_ / name, text);
    return ReadPromptSet(folder_ / name);
  }
  void Refuse(const std::string& text, const std::string& words) {
    ExpectError(ErrorCode::kCorruptData, words, [&] { Read(text); });
  }
  static Task TwoClasses() {
    Task task;
    task.name = "two";
    task.classes = {{"MI", "infarct", "s", {"MI"}}, {"NST_", "st changes", "s", {"NST_"}}};
    return task;
  }

  TempFolder folder_;
};

TEST_F(PromptSetTest, TakesAnObjectOfCodesAndPromptsForAnyTask) {
  const PromptSet set =
      Read(R"({"NST": ["st changes", "  odd\n st  "], "MI": "infarct", "X": "x"})");
  EXPECT_EQ(set.name, "mine");
  const auto prompts = PromptsOf(set, TwoClasses());
  ASSERT_EQ(prompts.size(), 2U);
  EXPECT_EQ(prompts[0].prompts, Texts{"infarct"});
  EXPECT_EQ(prompts[1].code, "NST_");
  EXPECT_EQ(prompts[1].prompts, (Texts{"st changes", "odd st"}));
  EXPECT_EQ(prompts[1].source, "mine.json");
}

TEST_F(PromptSetTest, TakesATableOfClasses) {
  const PromptSet set = Read("code,prompt,prompt_2\nmi ,infarct,heart attack\nnst,x,\n", "t.csv");
  const auto prompts = PromptsOf(set, TwoClasses());
  EXPECT_EQ(prompts[0].prompts, (Texts{"infarct", "heart attack"}));
  EXPECT_EQ(prompts[1].prompts, Texts{"x"});
}

TEST_F(PromptSetTest, TakesPromptsOfTheTaskBeforeThoseForAny) {
  const PromptSet set = Read(
      R"({"kind": "prompt-set", "name": "n", "source": "us", "classes": {"MI": "any", "NST_": "y"},
          "tasks": {"two": {"MI": {"prompts": "its own", "source": "a book"}, "NST_": "z"}}})");
  const auto prompts = PromptsOf(set, TwoClasses());
  EXPECT_EQ(prompts[0].prompts, Texts{"its own"});
  EXPECT_EQ(prompts[0].source, "a book");
  EXPECT_EQ(prompts[1].source, "us");
  Task other = TwoClasses();
  other.name = "other";
  EXPECT_EQ(PromptsOf(set, other)[0].prompts, Texts{"any"});
}

TEST_F(PromptSetTest, NamesTheClassesWithoutAPromptInOneLine) {
  const PromptSet set = Read(R"({"X": "x"})");
  ExpectError(ErrorCode::kInvalidInput,
              "mine.json: no prompt for 2 of 2 classes of the task "
              "\"two\": MI, NST_",
              [&] { PromptsOf(set, TwoClasses()); });
}

TEST_F(PromptSetTest, NamesItsTasksWhenAnotherIsAsked) {
  const PromptSet set = Read(R"({"kind": "prompt-set", "tasks": {"a": {"MI": "x"}}})");
  ExpectError(ErrorCode::kNotFound, "its tasks are a", [&] { PromptsOf(set, TwoClasses()); });
}

TEST_F(PromptSetTest, RefusesToGuessBetweenKeys) {
  const PromptSet set = Read(R"({"Mi": "x", "mI": "y", "NST": "z"})");
  ExpectError(ErrorCode::kInvalidInput, "may stand for class \"MI\"",
              [&] { PromptsOf(set, TwoClasses()); });
}

TEST_F(PromptSetTest, RefusesWhatIsNoPrompt) {
  Refuse("[1]", "no object");
  Refuse("{}", "no prompts");
  Refuse(R"({"MI": 7})", "\"MI\" is not a text");
  Refuse(R"({"MI": " "})", "\"MI\" has an empty prompt");
  Refuse(R"({"MI": []})", "\"MI\" has 0 prompts");
  Refuse(R"({"MI": ["a", null]})", "\"MI\" is not a text");
  Refuse(R"({"MI": "a", "MI": "b"})", "MI");
  Refuse(R"({"": "a"})", "empty code");
  Refuse(R"({"kind": "prompt-set"})", "no prompts");
  Refuse(R"({"kind": "prompt-set", "tasks": []})", "\"tasks\"");
}

TEST_F(PromptSetTest, IsReadAsItWasWritten) {
  PromptSet set{"made", "by hand", "us"};
  set.tasks["two"] = {{"MI", {"a", "b"}, "us"}, {"NST_", {"c"}, "a book"}};
  set.generated = {{"model", "m"}};
  const PromptSet read = Read(DumpJson(PromptSetJson(set)));
  EXPECT_EQ(DumpJson(PromptSetJson(read)), DumpJson(PromptSetJson(set)));
  EXPECT_EQ(read.tasks.at("two")[1].source, "a book");
  EXPECT_EQ(read.generated["model"], "m");
}

TEST(SplitPhrases, PartsCommaListsOutsideBrackets) {
  EXPECT_EQ(SplitPhrases("AV block (first, second), av BLOCK (first, second),, heart block.. "),
            (Texts{"AV block (first, second)", "heart block"}));
  EXPECT_EQ(SplitPhrases("one text"), Texts{"one text"});
  EXPECT_EQ(SplitPhrases("a), b (c"), (Texts{"a)", "b (c"}));
}

TEST(PromptsSha256, ChangesWithEveryPromptAndItsClass) {
  const std::vector<ClassPrompts> one = {{"A", {"x", "y"}, "s"}};
  const std::vector<ClassPrompts> joined = {{"A", {"xy"}, "s"}};
  const std::vector<ClassPrompts> other = {{"B", {"x", "y"}, "s"}};
  const std::vector<ClassPrompts> same = {{"A", {"x", "y"}, "another source"}};
  EXPECT_NE(PromptsSha256(one), PromptsSha256(joined));
  EXPECT_NE(PromptsSha256(one), PromptsSha256(other));
  EXPECT_EQ(PromptsSha256(one), PromptsSha256(same));
}

TEST(ShippedPromptSets, HaveAllSlotsOfTheSixTasks) {
  for (const std::string name : {"simplified", "codes", "synonyms"}) {
    const PromptSet set = ReadPromptSet(kPrompts / (name + ".json"));
    EXPECT_EQ(set.name, name);
    size_t slots = 0;
    for (const auto& [task, size] : kSizes) {
      const auto prompts = PromptsOf(set, ReadTask(kTasks / (task + ".json")));
      EXPECT_EQ(prompts.size(), size) << name << " " << task;
      EXPECT_EQ(set.tasks.at(task).size(), size) << name << " " << task;
      slots += prompts.size();
      for (const ClassPrompts& entry : prompts) {
        EXPECT_EQ(entry.prompts.size(), name == "synonyms" ? 3U : 1U) << entry.code;
      }
    }
    EXPECT_EQ(slots, 106U);
    EXPECT_EQ(set.tasks.size(), kSizes.size());
  }
}

TEST(ShippedPromptSets, SimplifiedIsWhatTheTasksAskByThemselves) {
  const PromptSet simplified = ReadPromptSet(kPrompts / "simplified.json");
  const PromptSet synonyms = ReadPromptSet(kPrompts / "synonyms.json");
  for (const auto& [name, size] : kSizes) {
    const Task task = ReadTask(kTasks / (name + ".json"));
    const auto prompts = PromptsOf(simplified, task);
    EXPECT_EQ(PromptsSha256(prompts), PromptsSha256(OwnPrompts(task))) << name;
    for (size_t c = 0; c < prompts.size(); ++c) {
      EXPECT_EQ(prompts[c].source, task.classes[c].source) << name << " " << prompts[c].code;
      EXPECT_EQ(PromptsOf(synonyms, task)[c].prompts.front(), task.classes[c].prompt);
    }
  }
}

// Prompts that name Table 6 as their source stand there, and the others do not.
TEST(ShippedPromptSets, QuoteTable6WhereTheyDo) {
  const fs::path path = kData / "terminology/paper_table6_overlap.json";
  if (!fs::exists(path)) GTEST_SKIP() << path << " is absent";
  std::map<std::string, bool> printed;
  for (const Json& pair : ReadJsonFile(path)) {
    printed[AsciiLower(JsonString(pair, "downstream_query", path.string()))] = false;
  }
  EXPECT_EQ(printed.size(), 43U);
  const PromptSet set = ReadPromptSet(kPrompts / "simplified.json");
  size_t quoted = 0;
  for (const auto& [task, entries] : set.tasks) {
    for (const ClassPrompts& entry : entries) {
      const bool says_so = entry.source == "SuPreME paper, Table 6";
      const auto found = printed.find(entry.prompts.front());
      EXPECT_EQ(says_so, found != printed.end()) << task << " " << entry.code;
      if (found != printed.end()) found->second = true;
      quoted += says_so ? 1 : 0;
    }
  }
  EXPECT_EQ(quoted, 66U);
  EXPECT_EQ(std::ranges::count_if(printed, [](const auto& pair) { return pair.second; }), 37);
}

TEST(DetailedPrompts, OfMerlCoverEverySlot) {
  const fs::path path = kData / "prompts/ckepe_detailed.json";
  if (!fs::exists(path)) GTEST_SKIP() << path << " is absent";
  const PromptSet set = ReadPromptSet(path);
  EXPECT_EQ(set.classes.size(), 131U);
  for (const auto& [name, size] : kSizes) {
    auto prompts = PromptsOf(set, ReadTask(kTasks / (name + ".json")));
    EXPECT_EQ(prompts.size(), size);
    for (const ClassPrompts& entry : prompts) EXPECT_EQ(entry.prompts.size(), 1U);
    SplitPrompts(prompts);
    size_t phrases = 0;
    for (const ClassPrompts& entry : prompts) phrases += entry.prompts.size();
    EXPECT_GT(phrases, 2 * size) << name;
  }
  // The task of all 71 statements writes the codes with their underscores.
  EXPECT_EQ(FindEntry(set.classes, "NST_", "x")->code, "NST");
}

}  // namespace
}  // namespace supreme
