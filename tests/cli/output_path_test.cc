#include "cli/output_path.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "cli/scratch_folder.h"
#include "core/atomic_file.h"
#include "core/error.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

TEST(OutputPath, MakesTheFolderAndLeavesNoFile) {
  const ScratchFolder scratch(fs::temp_directory_path());
  PrepareOutput((scratch.path() / "new" / "deeper" / "result.json").string());
  EXPECT_TRUE(fs::is_empty(scratch.path() / "new" / "deeper"));
}

TEST(OutputPath, KeepsTheFileThatIsThere) {
  const ScratchFolder scratch(fs::temp_directory_path());
  WriteFileAtomically(scratch.path() / "result.json", "old");
  PrepareOutput((scratch.path() / "result.json").string());
  EXPECT_EQ(ReadFile(scratch.path() / "result.json"), "old");
}

TEST(OutputPath, RefusesAFolderInPlaceOfAFile) {
  const ScratchFolder scratch(fs::temp_directory_path());
  EXPECT_THROW(PrepareOutput(scratch.path().string()), Error);
  EXPECT_THROW(PrepareOutput("/proc/result.json"), Error);
  EXPECT_NO_THROW(PrepareOutput(""));
}

}  // namespace
}  // namespace supreme
