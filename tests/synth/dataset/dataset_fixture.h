// A folder per test and small datasets in it.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <string>

#include "core/atomic_file.h"
#include "synth/dataset/dataset.h"

namespace supreme {

class DatasetTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
    root_ = std::filesystem::path(::testing::TempDir()) /
            (std::string("dataset_") + test->test_suite_name() + "_" + test->name());
    std::filesystem::remove_all(root_);
    std::filesystem::create_directories(root_);
  }
  void TearDown() override { std::filesystem::remove_all(root_); }

  DatasetOptions Options(const std::string& name, DatasetLayout layout = DatasetLayout::kPtbxl) {
    DatasetOptions options;
    options.folder = root_ / name;
    options.layout = layout;
    options.record_count = 12;
    options.seed = 11;
    return options;
  }

  static DatasetSummary Write(const DatasetOptions& options) {
    return WriteDataset(options, [](uint64_t) {});
  }

  // Relative path → content.
  static std::map<std::string, std::string> Files(const std::filesystem::path& folder) {
    std::map<std::string, std::string> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
      if (!entry.is_regular_file()) continue;
      files[std::filesystem::relative(entry.path(), folder).string()] = ReadFile(entry.path());
    }
    return files;
  }

  std::filesystem::path root_;
};

}  // namespace supreme
