#include "core/regular_file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <array>
#include <string_view>

#include "core/atomic_file.h"
#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"

namespace supreme {
namespace {

TEST(RegularFile, ReadsInPiecesUntilItsEnd) {
  TempFolder folder;
  WriteFileAtomically(folder / "a", "abcdefg");
  RegularFile file(folder / "a");
  EXPECT_EQ(file.size_bytes(), 7u);
  std::array<char, 4> buffer{};
  ASSERT_EQ(file.Read(buffer), 4u);
  EXPECT_EQ(std::string_view(buffer.data(), 4), "abcd");
  ASSERT_EQ(file.Read(buffer), 3u);
  EXPECT_EQ(std::string_view(buffer.data(), 3), "efg");
  EXPECT_EQ(file.Read(buffer), 0u);
}

TEST(RegularFile, RefusesAPipeWithoutWaitingForAWriter) {
  TempFolder folder;
  const auto pipe = folder / "pipe";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  ExpectError(ErrorCode::kInvalidInput, "not a regular file", [&] { RegularFile{pipe}; });
}

TEST(RegularFile, RefusesFoldersAndDevices) {
  TempFolder folder;
  ExpectError(ErrorCode::kInvalidInput, "not a regular file", [&] { RegularFile{folder.path()}; });
  ExpectError(ErrorCode::kInvalidInput, "not a regular file", [&] { RegularFile{"/dev/zero"}; });
}

TEST(RegularFile, SaysThatAFileIsMissing) {
  TempFolder folder;
  ExpectError(ErrorCode::kNotFound, "cannot open", [&] { RegularFile{folder / "none"}; });
}

}  // namespace
}  // namespace supreme
