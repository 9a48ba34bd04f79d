#include "data/pack_json.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/atomic_file.h"
#include "data/pack.h"
#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"
#include "tests/data/test_pack.h"

namespace supreme {
namespace {

TEST(WritePackJson, CountsTheRowsAndNamesTheFiles) {
  TempFolder folder;
  const std::string id =
      WritePackJson(folder.path(), {{512, 0, 7}, {{"manifest.csv", 9, "ab"}}, {{"importer", "t"}}});
  const Json json = ReadJsonFile(folder / "pack.json");
  EXPECT_EQ(json.at("rows"), 519);
  EXPECT_EQ(json.at("id"), id);
  EXPECT_EQ(json.at("files").at(0).at("name"), "manifest.csv");
  EXPECT_EQ(json.at("import").at("importer"), "t");
}

TEST(RemovePackFiles, LeavesTheFilesOfOthersAlone) {
  TempFolder folder;
  WriteTestPack(folder / "pack", {TestRecord(1, 1, "a")});
  const auto file = [&](const std::string& name) { return folder / ("pack/" + name); };
  for (const char* name : {"notes.txt", "notes.txt.tmp-1-1", "shard-00009.safetensors.tmp-4-2",
                           "split.csv", "measurements.csv", "shard-00007.safetensors"}) {
    WriteFileAtomically(file(name), "x");
  }
  MakeFolder(file(".import"));
  WriteFileAtomically(file(".import/part-0.json"), "x");
  RemovePackFiles(folder / "pack");
  std::vector<std::string> left;
  for (const auto& entry : std::filesystem::directory_iterator(folder / "pack")) {
    left.push_back(entry.path().filename().string());
  }
  std::sort(left.begin(), left.end());
  EXPECT_EQ(left, (std::vector<std::string>{"notes.txt", "notes.txt.tmp-1-1"}));
}

TEST(PreparePackFolder, RefusesAPackUnlessToldTo) {
  TempFolder folder;
  PreparePackFolder(folder / "new/pack", false);
  EXPECT_TRUE(std::filesystem::is_directory(folder / "new/pack"));
  WriteFileAtomically(folder / "new/pack/pack.json", "{}");
  ExpectError(ErrorCode::kUsage, "--force", [&] { PreparePackFolder(folder / "new/pack", false); });
  PreparePackFolder(folder / "new/pack", true);
}

}  // namespace
}  // namespace supreme
