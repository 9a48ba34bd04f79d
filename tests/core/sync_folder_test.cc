#include "core/sync_folder.h"

#include <gtest/gtest.h>

#include "core/atomic_file.h"
#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"

namespace supreme {
namespace {

TEST(SyncFolder, TakesAFolderAndNothingElse) {
  const TempFolder folder;
  EXPECT_NO_THROW(SyncFolder(folder.path()));
  WriteFileAtomically(folder / "file", "x");
  ExpectError(ErrorCode::kNotFound, "none: cannot open folder",
              [&] { SyncFolder(folder / "none"); });
  ExpectError(ErrorCode::kNotFound, "file: cannot open folder",
              [&] { SyncFolder(folder / "file"); });
}

}  // namespace
}  // namespace supreme
