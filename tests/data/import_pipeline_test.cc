#include "data/import_pipeline.h"

#include <gtest/gtest.h>

#include "tests/core/expect_error.h"

namespace supreme {
namespace {

TEST(CheckRelativePath, LetsOnlyPathsInsideTheFolderThrough) {
  for (const char* path : {"a", "a/b.hea", "./a", "..a/b", "a..b"}) {
    EXPECT_NO_THROW(CheckRelativePath(path, "x")) << path;
  }
  for (const char* path : {"", "/a", "..", "../a", "a/../../b", "a/.."}) {
    ExpectError(ErrorCode::kInvalidInput, "table.csv:7",
                [&] { CheckRelativePath(path, "table.csv:7"); });
  }
}

}  // namespace
}  // namespace supreme
