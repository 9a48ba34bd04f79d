#include "predict/record_reader.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/atomic_file.h"
#include "signal/window.h"
#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"
#include "tests/predict/level_record.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

const fs::path kData = fs::path(SUPREME_SOURCE_DIR) / "../shared/data";

TEST(ReadAnyRecord, TakesHeaderSignalFileAndStem) {
  TempFolder folder;
  WriteLevelRecord(folder.path(), "r", 7);
  for (const char* name : {"r.hea", "r.dat", "r"}) {
    EXPECT_EQ(ReadAnyRecord(folder / name).samples_mv.size(), 60000u) << name;
  }
}

TEST(ReadAnyRecord, SaysWhatCanBeRead) {
  TempFolder folder;
  WriteFileAtomically(folder / "ecg.pdf", "x");
  ExpectError(ErrorCode::kInvalidInput, ".hea", [&] { ReadAnyRecord(folder / "ecg.pdf"); });
  ExpectError(ErrorCode::kNotFound, "none.pdf", [&] { ReadAnyRecord(folder / "none.pdf"); });
}

TEST(ReadAnyRecord, ReadsAChallengeRecordAndA100HzRecord) {
  const fs::path challenge = kData / "cinc/smoke/CPSC_CPSC-Extra/A0001.mat";
  const fs::path slow = kData / "ptbxl_500/records100/00000/00001_lr.hea";
  for (const fs::path& path : {challenge, slow}) {
    if (!fs::exists(path)) GTEST_SKIP() << path << " is absent";
  }
  EXPECT_EQ(ReadAnyRecord(challenge).lead_names.size(), 12u);
  const EcgWindow window = ToWindow(ReadAnyRecord(slow));
  EXPECT_EQ(std::count(window.present.begin(), window.present.end(), 1), 12);
}

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

TEST(FindRecords, NamesAbsentPathsAndEmptyFolders) {
  TempFolder folder;
  MakeFolder(folder / "empty");
  for (const char* name : {"empty", "absent"}) {
    const std::string path = (folder / name).string();
    ExpectError(ErrorCode::kNotFound, name, [&] { FindRecords(std::span(&path, 1)); });
  }
}

}  // namespace
}  // namespace supreme
