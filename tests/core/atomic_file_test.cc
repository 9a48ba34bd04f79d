#include "core/atomic_file.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <csignal>

#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"

namespace supreme {
namespace {

// Makes writes beyond `bytes` fail in this process, as a full disk does, until destroyed.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit{bytes, before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FileSizeLimit() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }

 private:
  rlimit before_{};
  void (*handler_)(int);
};

TEST(AtomicFile, AppearsWithCommitOnly) {
  const TempFolder folder;
  AtomicFile file(folder / "a");
  file.Write("hello ");
  file.Write("world");
  EXPECT_FALSE(std::filesystem::exists(folder / "a"));
  file.Commit();
  EXPECT_EQ(ReadFile(folder / "a"), "hello world");
  EXPECT_EQ(folder.EntryCount(), 1U);
}

TEST(AtomicFile, LeavesTheOldFileWhenNotCommitted) {
  const TempFolder folder;
  WriteFileAtomically(folder / "a", "old");
  {
    AtomicFile file(folder / "a");
    file.Write("new");
  }
  EXPECT_EQ(ReadFile(folder / "a"), "old");
  EXPECT_EQ(folder.EntryCount(), 1U);
}

TEST(AtomicFile, WritesMoreThanItsBuffer) {
  const TempFolder folder;
  std::string expected;
  AtomicFile file(folder / "a");
  for (const size_t size : {1U, 300'000U, 262'144U, 7U, 262'143U, 2U}) {
    const std::string part(size, static_cast<char>('a' + size % 26));
    expected += part;
    file.Write(part);
  }
  file.Commit();
  EXPECT_EQ(ReadFile(folder / "a"), expected);
}

TEST(AtomicFile, OverwritesWhatWasWrittenAndGoesOnAtTheEnd) {
  const TempFolder folder;
  AtomicFile file(folder / "a");
  file.Write("0123456789");
  file.Overwrite(2, std::as_bytes(std::span("ab", 2)));
  file.Write("end");
  file.Commit();
  EXPECT_EQ(ReadFile(folder / "a"), "01ab456789end");
}

TEST(AtomicFile, LeavesNothingWhenTheDiskIsFull) {
  const TempFolder folder;
  WriteFileAtomically(folder / "a", "old");
  {
    const FileSizeLimit limit(100'000);
    ExpectError(ErrorCode::kIo, "a: cannot write",
                [&] { WriteFileAtomically(folder / "a", std::string(1'000'000, 'x')); });
    ExpectError(ErrorCode::kIo, "b: cannot write",
                [&] { WriteFileAtomically(folder / "b", std::string(200'000, 'x')); });
  }
  EXPECT_EQ(ReadFile(folder / "a"), "old");
  EXPECT_EQ(folder.EntryCount(), 1U);
}

TEST(AtomicFile, RefusesDevicesAndFolders) {
  const TempFolder folder;
  ExpectError(ErrorCode::kInvalidInput, "/dev/full: not a regular file",
              [] { WriteFileAtomically("/dev/full", "x"); });
  ExpectError(ErrorCode::kInvalidInput, "not a regular file",
              [&] { WriteFileAtomically(folder.path(), "x"); });
  EXPECT_EQ(folder.EntryCount(), 0U);
}

TEST(AtomicFile, NamesTheTargetWhenItsFolderIsMissing) {
  const TempFolder folder;
  ExpectError(ErrorCode::kNotFound, "none/a: cannot create file",
              [&] { AtomicFile(folder / "none/a"); });
}

TEST(AtomicFile, LetsTwoWritersOfOneTargetFinish) {
  const TempFolder folder;
  AtomicFile first(folder / "a");
  AtomicFile second(folder / "a");
  first.Write("first");
  second.Write("second");
  second.Commit();
  first.Commit();
  EXPECT_EQ(ReadFile(folder / "a"), "first");
  EXPECT_EQ(folder.EntryCount(), 1U);
}

TEST(ReadFile, RefusesWhatIsNotARegularFileAtOnce) {
  const TempFolder folder;
  ASSERT_EQ(::mkfifo((folder / "fifo").c_str(), 0600), 0);
  const auto start = std::chrono::steady_clock::now();
  for (const auto& path : {folder / "fifo", std::filesystem::path("/dev/zero"), folder.path()}) {
    ExpectError(ErrorCode::kInvalidInput, "not a regular file", [&] { ReadFile(path); });
  }
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(1));
}

TEST(ReadFile, RefusesFilesOverTheLimit) {
  const TempFolder folder;
  WriteFileAtomically(folder / "a", "12345");
  EXPECT_EQ(ReadFile(folder / "a", 5), "12345");
  ExpectError(ErrorCode::kInvalidInput, "5 bytes, over the limit of 4",
              [&] { ReadFile(folder / "a", 4); });
}

TEST(ReadFile, RefusesSymlinkLoopsAndMissingFiles) {
  const TempFolder folder;
  std::filesystem::create_symlink(folder / "b", folder / "a");
  std::filesystem::create_symlink(folder / "a", folder / "b");
  ExpectError(ErrorCode::kIo, "cannot open", [&] { ReadFile(folder / "a"); });
  ExpectError(ErrorCode::kNotFound, "check the path", [&] { ReadFile(folder / "none"); });
}

TEST(MakeFolder, MakesParentsAndRefusesFiles) {
  const TempFolder folder;
  MakeFolder(folder / "a/b/c");
  MakeFolder(folder / "a/b/c");
  EXPECT_TRUE(std::filesystem::is_directory(folder / "a/b/c"));
  WriteFileAtomically(folder / "file", "x");
  EXPECT_THROW(MakeFolder(folder / "file/below"), Error);
}

}  // namespace
}  // namespace supreme
