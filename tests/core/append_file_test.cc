#include "core/append_file.h"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>

#include "core/atomic_file.h"
#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"

namespace supreme {
namespace {

TEST(AppendFile, GoesOnWhereTheFileEnded) {
  const TempFolder folder;
  { EXPECT_TRUE(AppendFile(folder / "a").Append("one\n")); }
  AppendFile file(folder / "a");
  EXPECT_TRUE(file.Append("two\n"));
  file.Sync();
  EXPECT_EQ(ReadFile(folder / "a"), "one\ntwo\n");
}

TEST(AppendFile, WritesWhatHadToWaitOnceThereIsRoom) {
  const TempFolder folder;
  AppendFile file(folder / "a");
  std::signal(SIGXFSZ, SIG_IGN);
  rlimit before{};
  ::getrlimit(RLIMIT_FSIZE, &before);
  const rlimit limit{6, before.rlim_max};
  ::setrlimit(RLIMIT_FSIZE, &limit);
  const bool first = file.Append("one\n");
  const bool second = file.Append("two\n");
  ExpectError(ErrorCode::kIo, "/a: cannot write", [&] { file.Sync(); });
  ::setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, SIG_DFL);
  EXPECT_TRUE(first);
  EXPECT_FALSE(second);
  EXPECT_EQ(ReadFile(folder / "a"), "one\ntw");
  EXPECT_TRUE(file.Append("three\n"));
  file.Sync();
  EXPECT_EQ(ReadFile(folder / "a"), "one\ntwo\nthree\n");
}

TEST(AppendFile, NamesTheFolderThatIsMissing) {
  const TempFolder folder;
  ExpectError(ErrorCode::kNotFound, "none/a: cannot open", [&] { AppendFile(folder / "none/a"); });
}

}  // namespace
}  // namespace supreme
