#include "cli/sniff.h"

#include <gtest/gtest.h>

#include "core/atomic_file.h"
#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"

namespace supreme {
namespace {

TEST(Sniff, FoldersAreKnownByWhatIsInThem) {
  TempFolder folder;
  for (const char* name : {"pack", "bundle", "run/bundle", "records/a", "nothing"}) {
    MakeFolder(folder / name);
  }
  WriteFileAtomically(folder / "pack/pack.json", "{}");
  WriteFileAtomically(folder / "bundle/config.json", "{}");
  WriteFileAtomically(folder / "run/bundle/config.json", "{}");
  WriteFileAtomically(folder / "records/a/x.hea", "x");
  EXPECT_EQ(SniffFile(folder / "pack"), FileKind::kPack);
  EXPECT_EQ(SniffFile(folder / "bundle"), FileKind::kBundle);
  EXPECT_EQ(SniffFile(folder / "run"), FileKind::kRun);
  EXPECT_EQ(SniffFile(folder / "records"), FileKind::kRecordFolder);
  ExpectError(ErrorCode::kInvalidInput, "neither a pack nor a bundle",
              [&] { SniffFile(folder / "nothing"); });
}

TEST(Sniff, FilesAreKnownByTheirFirstBytesWhateverTheirNames) {
  TempFolder folder;
  const auto kind = [&](const std::string& name, const std::string& bytes) {
    WriteFileAtomically(folder / name, bytes);
    return SniffFile(folder / name);
  };
  EXPECT_EQ(kind("a", std::string("SQLite format 3\0", 16)), FileKind::kStore);
  EXPECT_EQ(kind("b", std::string("\x02\0\0\0\0\0\0\0{}", 10)), FileKind::kTensors);
  EXPECT_EQ(kind("c.safetensors", "broken"), FileKind::kTensors);
  EXPECT_EQ(kind("d", " \n{\"a\": 1}"), FileKind::kJson);
  EXPECT_EQ(kind("e.csv", "a,b\n"), FileKind::kTable);
  EXPECT_EQ(kind("f.hea", "f 12 500 5000\n"), FileKind::kRecord);
  EXPECT_EQ(kind("g", ""), FileKind::kRecord);
  EXPECT_EQ(SniffFile(folder / "absent"), FileKind::kRecord) << "may be the stem of a record";
}

}  // namespace
}  // namespace supreme
