#include "core/input_file.h"

#include <gtest/gtest.h>

#include <array>
#include <string_view>
#include <utility>

#include "core/atomic_file.h"
#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"

namespace supreme {
namespace {

TEST(InputFile, ReadsAnyPartAndStopsAtTheEnd) {
  TempFolder folder;
  WriteFileAtomically(folder / "f", "0123456789");
  const InputFile file(folder / "f");
  std::array<char, 4> bytes{};
  EXPECT_EQ(file.ReadAt(3, bytes), 4u);
  EXPECT_EQ(std::string_view(bytes.data(), 4), "3456");
  EXPECT_EQ(file.ReadAt(8, bytes), 2u);
  EXPECT_EQ(std::string_view(bytes.data(), 2), "89");
  EXPECT_EQ(file.ReadAt(100, bytes), 0u);
}

TEST(InputFile, CanBeMoved) {
  TempFolder folder;
  WriteFileAtomically(folder / "f", "ab");
  InputFile file(folder / "f");
  const InputFile moved = std::move(file);
  std::array<char, 2> bytes{};
  EXPECT_EQ(moved.ReadAt(0, bytes), 2u);
}

TEST(InputFile, RefusesWhatIsNoFile) {
  TempFolder folder;
  ExpectError(ErrorCode::kNotFound, "absent", [&] { InputFile(folder / "absent"); });
  ExpectError(ErrorCode::kInvalidInput, "not a regular file", [&] { InputFile(folder.path()); });
}

}  // namespace
}  // namespace supreme
