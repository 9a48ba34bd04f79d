#include "data/class_table.h"

#include <gtest/gtest.h>

#include "core/atomic_file.h"
#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"

namespace supreme {
namespace {

class ClassTableTest : public testing::Test {
 protected:
  std::vector<ClassRow> Read(const std::string& text) {
    WriteFileAtomically(path_, text);
    return ReadClassTable(path_);
  }

  TempFolder folder_;
  std::filesystem::path path_ = folder_ / "mine.csv";
};

TEST_F(ClassTableTest, TakesEveryColumnThatIsAPrompt) {
  const auto rows = Read(
      "code,prompt,prompt_2,members,source,prompt_3\n"
      "AF, atrial fibrillation ,,AFIB; AFLT,our clinic,\"irregular, no p waves\"\n"
      "SR,sinus rhythm,,,,\n");
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].prompts,
            (std::vector<std::string>{"atrial fibrillation", "irregular, no p waves"}));
  EXPECT_EQ(rows[0].members, (std::vector<std::string>{"AFIB", "AFLT"}));
  EXPECT_EQ(rows[0].source, "our clinic");
  EXPECT_EQ(rows[1].members, std::vector<std::string>{"SR"});
  EXPECT_EQ(rows[1].source, "mine.csv");
}

TEST_F(ClassTableTest, BecomesATaskThatIsAskedByTheFirstPrompt) {
  Read("code,prompt,prompt_2\nAF,,second column\nSR,sinus rhythm,another\n");
  const Task task = TaskFromTable(path_);
  EXPECT_EQ(task.name, "mine");
  EXPECT_EQ(task.dataset, "mine");
  EXPECT_TRUE(task.keep_unlabelled);
  EXPECT_EQ(task.classes[0].prompt, "second column");
  EXPECT_EQ(task.classes[1].prompt, "sinus rhythm");
}

TEST_F(ClassTableTest, NamesTheLineOfWhatIsWrong) {
  const auto refused = [&](const std::string& text, const std::string& words) {
    ExpectError(ErrorCode::kCorruptData, words, [&] { Read(text); });
  };
  refused("class,prompt\nAF,x\n", "\"code\" is missing");
  refused("code,text\nAF,x\n", "\"prompt\" is missing");
  refused("code,prompt\n", "no classes");
  refused("code,prompt\nAF,x\n,y\n", "mine.csv:3: a class has an empty code");
  refused("code,prompt\nAF, \n", "mine.csv:2: class \"AF\" has no prompt");
  refused("code,prompt\nAF,x\nAF,y\n", "mine.csv:3: class \"AF\" occurs twice");
  refused("code,prompt,members\nAF,x,A;B;A\n", "\"A\" twice");
}

TEST(IsClassTable, GoesByTheEnding) {
  EXPECT_TRUE(IsClassTable("a/b.csv"));
  EXPECT_TRUE(IsClassTable("B.CSV"));
  EXPECT_FALSE(IsClassTable("b.json"));
  EXPECT_FALSE(IsClassTable("csv"));
}

}  // namespace
}  // namespace supreme
