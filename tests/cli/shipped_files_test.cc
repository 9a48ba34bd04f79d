#include "cli/shipped_files.h"

#include <gtest/gtest.h>

#include "core/atomic_file.h"
#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

// The working folder, put back at the end.
class WorkIn {
 public:
  explicit WorkIn(const fs::path& folder) : before_(fs::current_path()) {
    fs::current_path(folder);
  }
  ~WorkIn() { fs::current_path(before_); }

 private:
  fs::path before_;
};

TEST(ShippedFiles, APathThatIsThereIsTakenAsItIs) {
  TempFolder folder;
  WriteFileAtomically(folder / "mine.json", "{}");
  EXPECT_EQ(TaskFile((folder / "mine.json").string()), folder / "mine.json");
  EXPECT_EQ(BundleFolder(folder.path().string()), folder.path());
}

TEST(ShippedFiles, ANameIsLookedForInTheWorkingFolderFirst) {
  TempFolder folder;
  fs::create_directories(folder / "tasks");
  fs::create_directories(folder / "models/other");
  fs::create_directories(folder / "models" / kShippedBundle);
  WriteFileAtomically(folder / "tasks/ptbxl-super.json", "{}");
  WriteFileAtomically(folder / "models/other/config.json", "{}");
  WriteFileAtomically(folder / "models" / kShippedBundle / "config.json", "{}");
  const WorkIn work(folder.path());
  EXPECT_EQ(TaskFile("ptbxl-super"), fs::path("tasks/ptbxl-super.json"));
  EXPECT_EQ(BundleFolder("other"), fs::path("models/other"));
  EXPECT_EQ(BundleFolder(""), fs::path("models") / kShippedBundle);
}

TEST(ShippedFiles, TasksOfTheSourcesAreFoundFromAnywhere) {
  TempFolder folder;
  const WorkIn work(folder.path());
  EXPECT_TRUE(fs::equivalent(TaskFile("ptbxl-super"),
                             fs::path(SUPREME_SOURCE_DIR) / "tasks/ptbxl-super.json"));
}

TEST(ShippedFiles, PromptSetsAreListedOnceAndFoundByName) {
  TempFolder folder;
  fs::create_directories(folder / "prompts");
  WriteFileAtomically(folder / "prompts/mine.json", "{}");
  WriteFileAtomically(folder / "prompts/codes.json", "{}");
  WriteFileAtomically(folder / "prompts/notes.md", "");
  const WorkIn work(folder.path());
  std::vector<std::string> names;
  for (const fs::path& file : ShippedPromptSets()) names.push_back(file.stem().string());
  EXPECT_EQ(names, (std::vector<std::string>{"codes", "mine", "simplified", "synonyms"}));
  EXPECT_EQ(PromptSetFile("codes"), fs::path("prompts/codes.json"));
  EXPECT_TRUE(fs::equivalent(PromptSetFile("simplified"),
                             fs::path(SUPREME_SOURCE_DIR) / "prompts/simplified.json"));
  ExpectError(ErrorCode::kNotFound, "supreme prompts list", [] { PromptSetFile("no-such-set"); });
}

TEST(ShippedFiles, AbsentOnesAreErrorsThatSayWhereItLooked) {
  TempFolder folder;
  const WorkIn work(folder.path());
  ExpectError(ErrorCode::kNotFound, "no-such-task", [] { TaskFile("no-such-task"); });
  ExpectError(ErrorCode::kNotFound, "share/supreme/models", [] { BundleFolder("no-such-model"); });
}

TEST(ShippedFiles, AFolderWithoutAConfigIsNoBundleOfThatName) {
  TempFolder folder;
  fs::create_directories(folder / "models/half-written");
  const WorkIn work(folder.path());
  ExpectError(ErrorCode::kNotFound, "half-written", [] { BundleFolder("half-written"); });
}

}  // namespace
}  // namespace supreme
