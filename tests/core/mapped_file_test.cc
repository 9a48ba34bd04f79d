#include "core/mapped_file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <string>
#include <utility>

#include "core/atomic_file.h"
#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"

namespace supreme {
namespace {

std::string Text(const MappedFile& file) {
  return {reinterpret_cast<const char*>(file.bytes().data()), file.bytes().size()};
}

TEST(MappedFile, ShowsTheBytesOfTheFile) {
  const TempFolder folder;
  const std::string content = std::string(10'000, 'x') + "end";
  WriteFileAtomically(folder / "f", content);
  EXPECT_EQ(Text(MappedFile(folder / "f")), content);
}

TEST(MappedFile, TakesAnEmptyFile) {
  const TempFolder folder;
  WriteFileAtomically(folder / "f", "");
  EXPECT_TRUE(MappedFile(folder / "f").bytes().empty());
}

TEST(MappedFile, KeepsTheOldContentWhenTheFileIsReplaced) {
  const TempFolder folder;
  WriteFileAtomically(folder / "f", "old");
  const MappedFile file(folder / "f");
  WriteFileAtomically(folder / "f", "new content");
  EXPECT_EQ(Text(file), "old");
}

TEST(MappedFile, Moves) {
  const TempFolder folder;
  WriteFileAtomically(folder / "a", "aaa");
  WriteFileAtomically(folder / "b", "bb");
  MappedFile first(folder / "a");
  MappedFile moved(std::move(first));
  EXPECT_EQ(Text(moved), "aaa");
  moved = MappedFile(folder / "b");
  EXPECT_EQ(Text(moved), "bb");
}

TEST(MappedFile, RefusesWhatIsNotARegularFile) {
  const TempFolder folder;
  ASSERT_EQ(::mkfifo((folder / "fifo").c_str(), 0600), 0);
  ExpectError(ErrorCode::kInvalidInput, "not a regular", [&] { MappedFile(folder / "fifo"); });
  ExpectError(ErrorCode::kInvalidInput, "not a regular", [&] { MappedFile(folder.path()); });
  ExpectError(ErrorCode::kNotFound, "cannot open", [&] { MappedFile(folder / "none"); });
}

}  // namespace
}  // namespace supreme
