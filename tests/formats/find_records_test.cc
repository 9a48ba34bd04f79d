#include "formats/find_records.h"

#include <gtest/gtest.h>

#include "core/atomic_file.h"
#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"
#include "tests/signal/level_record.h"

namespace supreme::formats {
namespace {

namespace fs = std::filesystem;

TEST(FindRecords, SortsBelowFoldersAndKeepsTheOrderGiven) {
  TempFolder folder;
  MakeFolder(folder / "a/b");
  WriteLevelRecord(folder / "a/b", "z", 1);
  WriteLevelRecord(folder / "a", "m", 1);
  WriteLevelRecord(folder.path(), "first", 1);
  const std::vector<std::string> paths = {(folder / "first").string(), (folder / "a").string()};
  EXPECT_EQ(FindRecords(paths),
            (std::vector<fs::path>{folder / "first", folder / "a/b/z.hea", folder / "a/m.hea"}));
}

TEST(FindRecords, TakesEveryFormatBelowAFolderOnce) {
  TempFolder folder;
  WriteLevelRecord(folder.path(), "a", 1);  // a.hea and a.dat
  for (const char* name :
       {"b.dcm", "c.XML", "d.mat", "e.hdf5", "table.csv", "notes.txt", "g.npy"}) {
    WriteFileAtomically(folder / name, "x");
  }
  WriteFileAtomically(folder / "IM0001", std::string(128, '\0') + "DICM");
  WriteFileAtomically(folder / "LICENSE", std::string(200, 'x'));
  const std::string root = folder.path().string();
  EXPECT_EQ(FindRecords(std::span(&root, 1)),
            (std::vector<fs::path>{folder / "IM0001", folder / "a.hea", folder / "b.dcm",
                                   folder / "c.XML", folder / "d.mat", folder / "e.hdf5"}));
}

TEST(FindRecords, TakesTablesWhereThereIsNothingElse) {
  TempFolder folder;
  for (const char* name : {"b.csv", "a.npy"}) WriteFileAtomically(folder / name, "x");
  const std::string root = folder.path().string();
  EXPECT_EQ(FindRecords(std::span(&root, 1)),
            (std::vector<fs::path>{folder / "a.npy", folder / "b.csv"}));
}

TEST(FindRecords, NamesAbsentPathsAndEmptyFolders) {
  TempFolder folder;
  MakeFolder(folder / "empty");
  for (const char* name : {"empty", "absent"}) {
    const std::string path = (folder / name).string();
    ExpectError(ErrorCode::kNotFound, name, [&] { FindRecords(std::span(&path, 1)); });
  }
}

}  // namespace
}  // namespace supreme::formats
