#include "data/listed_files.h"

#include <gtest/gtest.h>

#include "core/atomic_file.h"
#include "core/hash.h"
#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"

namespace supreme {
namespace {

TEST(ListedFiles, LinesOfSha256sumAreRead) {
  const std::string hash(64, 'a');
  const auto files = ParseSha256Sums(
      hash + "  records/a.dat\r\n\n" + std::string(64, 'F') + " *./b c.hea\n" + hash + "  last",
      "sums");
  ASSERT_EQ(files.size(), 3u);
  EXPECT_EQ(files[0].path, "records/a.dat");
  EXPECT_EQ(files[1].path, "b c.hea");
  EXPECT_EQ(files[1].sha256, std::string(64, 'f'));
  EXPECT_EQ(files[2].path, "last");
}

TEST(ListedFiles, OtherLinesAreRefusedWithTheirNumber) {
  const std::string good = std::string(64, 'a') + "  x\n";
  for (const std::string& bad :
       {std::string("nonsense"), std::string(63, 'a') + "  x", std::string(64, 'g') + "  x",
        std::string(64, 'a') + "x", std::string(64, 'a')}) {
    ExpectError(ErrorCode::kCorruptData, "sums:2", [&] { ParseSha256Sums(good + bad, "sums"); });
  }
  for (const char* path : {"../x", "/etc/passwd", "a/../../x", ""}) {
    ExpectError(ErrorCode::kInvalidInput, "sums:1",
                [&] { ParseSha256Sums(std::string(64, 'a') + "  " + path, "sums"); });
  }
}

TEST(ListedFiles, FilesThatDifferOrAreMissingAreNamed) {
  TempFolder folder;
  WriteFileAtomically(folder / "good", "good");
  WriteFileAtomically(folder / "bad", "bad");
  size_t calls = 0;
  const auto problems = CheckListedFiles(
      folder.path(), {{"good", Sha256("good")}, {"absent", Sha256("x")}, {"bad", Sha256("other")}},
      2, [&](size_t done, size_t total) {
        EXPECT_EQ(done, ++calls);
        EXPECT_EQ(total, 3u);
      });
  EXPECT_EQ(calls, 3u);
  ASSERT_EQ(problems.size(), 2u);
  EXPECT_EQ(problems[0].path, "absent");
  EXPECT_EQ(problems[0].check, "missing_file");
  EXPECT_EQ(problems[1].path, "bad");
  EXPECT_EQ(problems[1].check, "hash");
}

TEST(ListedFiles, AFolderInAFilesPlaceIsUnreadable) {
  TempFolder folder;
  MakeFolder(folder / "x");
  const auto problems = CheckListedFiles(folder.path(), {{"x", Sha256("x")}}, 1, {});
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].check, "unreadable");
}

}  // namespace
}  // namespace supreme
