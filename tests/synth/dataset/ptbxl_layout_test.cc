#include "synth/ptbxl_layout.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <string>

#include "core/atomic_file.h"
#include "core/csv.h"
#include "core/error.h"
#include "signal/wfdb.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

class PtbxlLayout : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
    root_ = fs::path(::testing::TempDir()) / (std::string("ptbxl_layout_") + test->name());
    fs::remove_all(root_);
    fs::create_directories(root_);
  }
  void TearDown() override { fs::remove_all(root_); }

  DatasetOptions Options(const std::string& name) const {
    DatasetOptions options;
    options.folder = root_ / name;
    options.record_count = 24;
    options.seed = 11;
    return options;
  }

  static DatasetSummary Write(const DatasetOptions& options) {
    return WritePtbxlDataset(options, [](uint64_t) {});
  }

  // Relative path → content.
  static std::map<std::string, std::string> Files(const fs::path& folder) {
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
      if (!entry.is_regular_file()) continue;
      files[fs::relative(entry.path(), folder).string()] = ReadFile(entry.path());
    }
    return files;
  }

  static ErrorCode Refusal(const DatasetOptions& options) {
    try {
      Write(options);
    } catch (const Error& error) {
      return error.code();
    }
    return ErrorCode::kInternal;
  }

  fs::path root_;
};

TEST_F(PtbxlLayout, BytesDoNotDependOnTheWorkers) {
  DatasetOptions one = Options("one");
  DatasetOptions three = Options("three");
  three.worker_count = 3;
  Write(one);
  Write(three);
  const auto files = Files(one.folder);
  EXPECT_EQ(files.size(), 24U * 2 + 3);
  EXPECT_TRUE(files == Files(three.folder));
}

TEST_F(PtbxlLayout, AnotherSeedGivesOtherRecords) {
  DatasetOptions first = Options("first");
  DatasetOptions second = Options("second");
  second.seed = 12;
  Write(first);
  Write(second);
  const std::string name = "records500/00000/00001_hr.dat";
  EXPECT_NE(Files(first.folder).at(name), Files(second.folder).at(name));
}

TEST_F(PtbxlLayout, RecordsReadBackWithTheirChecksums) {
  const DatasetOptions options = Options("data");
  Write(options);
  CsvReader table = CsvReader::Open(options.folder / "ptbxl_database.csv");
  size_t rows = 0;
  while (table.Next()) {
    ++rows;
    const WfdbDigital digital =
        ReadWfdbDigital(options.folder / (table["filename_hr"] + ".hea"), {.strict = true});
    ASSERT_EQ(digital.samples.size(), 12U);
    EXPECT_EQ(digital.header.signals[3].description, "AVR");
    EXPECT_EQ(digital.header.signals[0].gain_per_unit, 1000.0);
    for (size_t s = 0; s < digital.samples[0].size(); ++s) {
      const int32_t i = digital.samples[0][s];
      const int32_t ii = digital.samples[1][s];
      ASSERT_EQ(digital.samples[2][s], ii - i);
      ASSERT_LE(std::abs(2 * digital.samples[3][s] + i + ii), 1);
    }
  }
  EXPECT_EQ(rows, 24U);
}

TEST_F(PtbxlLayout, TheSameCallCompletesAnUnfinishedRun) {
  const DatasetOptions options = Options("data");
  Write(options);
  const auto files = Files(options.folder);
  fs::remove(options.folder / "ptbxl_database.csv");
  fs::remove(options.folder / "records500/00000/00020_hr.hea");
  Write(options);
  EXPECT_TRUE(files == Files(options.folder));
}

TEST_F(PtbxlLayout, AStoppedRunLeavesNoTable) {
  const DatasetOptions options = Options("data");
  const auto stop = [](uint64_t) { throw Error(ErrorCode::kCancelled, "stopped"); };
  EXPECT_THROW(WritePtbxlDataset(options, stop), Error);
  EXPECT_FALSE(fs::exists(options.folder / "ptbxl_database.csv"));
}

TEST_F(PtbxlLayout, RefusesAFolderWithOtherContentUnlessForced) {
  DatasetOptions options = Options("data");
  fs::create_directories(options.folder);
  std::ofstream(options.folder / "notes.txt") << "mine";
  EXPECT_EQ(Refusal(options), ErrorCode::kInvalidInput);
  EXPECT_FALSE(fs::exists(options.folder / "records500"));
  options.force = true;
  EXPECT_EQ(Write(options).record_count, 24U);
  EXPECT_TRUE(fs::exists(options.folder / "notes.txt"));
}

TEST_F(PtbxlLayout, RefusesADatasetOfOtherSettings) {
  DatasetOptions options = Options("data");
  Write(options);
  options.seed = 99;
  EXPECT_EQ(Refusal(options), ErrorCode::kInvalidInput);
  EXPECT_TRUE(fs::exists(options.folder / "ptbxl_database.csv"));
}

TEST_F(PtbxlLayout, RefusesImpossibleCounts) {
  DatasetOptions options = Options("data");
  options.record_count = 0;
  EXPECT_EQ(Refusal(options), ErrorCode::kInvalidInput);
  options.record_count = 100000;
  EXPECT_EQ(Refusal(options), ErrorCode::kInvalidInput);
  options = Options("data");
  options.worker_count = 0;
  EXPECT_EQ(Refusal(options), ErrorCode::kInvalidInput);
  EXPECT_FALSE(fs::exists(options.folder));
}

}  // namespace
}  // namespace supreme
