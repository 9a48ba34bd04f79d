#include "cli/config_file.h"

#include <gtest/gtest.h>

#include "core/atomic_file.h"
#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"

namespace supreme {
namespace {

Json Read(const std::string& text) {
  TempFolder folder;
  WriteFileAtomically(folder / "run.toml", text);
  return ReadTomlFile(folder / "run.toml");
}

TEST(ReadTomlFile, ReadsTablesListsAndEveryKindOfSetting) {
  const Json json = Read(
      "name = \"Über\" # comment\n"
      "[train]\n"
      "epochs = 1_000\n"
      "learning_rate = 5e-4\n"
      "resume = true\n"
      "optimizer.beta = 0.9\n"
      "[model]\n"
      "stages = [1, 2, 3]\n"
      "[[query]]\n"
      "text = 'a'\n"
      "[[query]]\n"
      "text = 'b'\n");
  EXPECT_EQ(json.at("name"), "Über");
  EXPECT_EQ(json.at("train").at("epochs"), 1000);
  EXPECT_TRUE(json.at("train").at("epochs").is_number_integer());
  EXPECT_EQ(json.at("train").at("learning_rate"), 5e-4);
  EXPECT_EQ(json.at("train").at("resume"), true);
  EXPECT_EQ(json.at("train").at("optimizer").at("beta"), 0.9);
  EXPECT_EQ(json.at("model").at("stages"), Json::array({1, 2, 3}));
  EXPECT_EQ(json.at("query").size(), 2u);
  EXPECT_EQ(json.at("query")[1].at("text"), "b");
}

TEST(ReadTomlFile, AnEmptyFileIsAnObjectWithoutSettings) {
  EXPECT_EQ(Read("\n# nothing\n"), Json::object());
}

TEST(ReadTomlFile, SaysWhereTheFileIsBroken) {
  ExpectError(ErrorCode::kCorruptData, "run.toml:2:", [] { Read("a = 1\nb = = 2\n"); });
  ExpectError(ErrorCode::kCorruptData, "run.toml:3:", [] { Read("a = 1\n\na = 2\n"); });
  ExpectError(ErrorCode::kCorruptData, "run.toml:1:", [] { Read("a = \"\xFF\"\n"); });
  ExpectError(ErrorCode::kCorruptData, "run.toml:1:", [] { Read("a = [1, \n"); });
}

TEST(ReadTomlFile, RefusesDatesWithTheirLine) {
  ExpectError(ErrorCode::kUsage, "run.toml:2", [] { Read("a = 1\nb = 2020-05-01\n"); });
  ExpectError(ErrorCode::kUsage, "dates and times", [] { Read("a = [07:32:00]\n"); });
}

TEST(ReadTomlFile, RefusesFilesThatAreAbsentOrTooLarge) {
  TempFolder folder;
  ExpectError(ErrorCode::kNotFound, "none.toml", [&] { ReadTomlFile(folder / "none.toml"); });
  EXPECT_THROW(Read(std::string((1 << 20) + 1, '#')), Error);
}

TEST(ReadTomlFile, DeepNestingIsAnErrorAndNoCrash) {
  EXPECT_THROW(Read("a = " + std::string(100000, '[')), Error);
}

TEST(ReadTomlFile, ReadsTheExperimentsThatComeWithTheProgram) {
  size_t files = 0;
  const auto configs = std::filesystem::path(SUPREME_SOURCE_DIR) / "configs";
  for (const auto& entry : std::filesystem::directory_iterator(configs)) {
    if (entry.path().extension() != ".toml") continue;
    EXPECT_TRUE(ReadTomlFile(entry.path()).is_object()) << entry.path();
    ++files;
  }
  EXPECT_GT(files, 0u);
}

}  // namespace
}  // namespace supreme
