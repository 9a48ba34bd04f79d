#include "cli/scratch_folder.h"

#include <gtest/gtest.h>

#include "core/atomic_file.h"
#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"

namespace supreme {
namespace {

TEST(ScratchFolder, IsItsOwnAndGoneAtTheEnd) {
  const TempFolder folder;
  {
    const ScratchFolder first(folder / "new");
    const ScratchFolder second(folder / "new");
    EXPECT_NE(first.path(), second.path());
    WriteFileAtomically(first.path() / "file", "text");
  }
  EXPECT_TRUE(std::filesystem::is_empty(folder / "new"));
}

TEST(ScratchFolder, SaysWhereItCannotBe) {
  const TempFolder folder;
  WriteFileAtomically(folder / "file", "text");
  ExpectError(ErrorCode::kNotFound, "file", [&] { ScratchFolder(folder / "file"); });
}

}  // namespace
}  // namespace supreme
