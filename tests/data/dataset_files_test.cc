#include "data/dataset_files.h"

#include <gtest/gtest.h>

#include "core/atomic_file.h"
#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"

namespace supreme {
namespace {

TEST(FindDatasetFiles, SortsByRecordWhateverTheFolder) {
  TempFolder folder;
  for (const char* path : {"b/JS2.hea", "a/JS3.HEA", "c/JS1.hea", "a/JS1.hea", "a/JS1.mat"}) {
    MakeFolder((folder / path).parent_path());
    WriteFileAtomically(folder / path, "x");
  }
  MakeFolder(folder / "d/JS4.hea");
  std::vector<std::string> paths;
  for (const DatasetFile& file : FindDatasetFiles(folder.path(), {".hea"})) {
    paths.push_back(file.record_id + " " + file.path);
  }
  EXPECT_EQ(paths, (std::vector<std::string>{"JS1 a/JS1.hea", "JS1 c/JS1.hea", "JS2 b/JS2.hea",
                                             "JS3 a/JS3.HEA"}));
}

TEST(FindDatasetFiles, NamesAFolderThatIsNotThere) {
  TempFolder folder;
  ExpectError(ErrorCode::kNotFound, "none", [&] { FindDatasetFiles(folder / "none", {".hea"}); });
}

TEST(IsNumberedId, TellsThePtbRecordsFromThoseOfSph) {
  EXPECT_TRUE(IsNumberedId("S0001", "S"));
  EXPECT_FALSE(IsNumberedId("SPH00001", "S"));
  EXPECT_FALSE(IsNumberedId("S", "S"));
  EXPECT_FALSE(IsNumberedId("JS00001", "S"));
  EXPECT_FALSE(IsNumberedId("S0010_re", "S"));
}

}  // namespace
}  // namespace supreme
