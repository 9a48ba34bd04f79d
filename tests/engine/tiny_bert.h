// A small BERT folder that a test may spoil.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "core/atomic_file.h"
#include "core/json.h"

namespace supreme {

class TinyBertTest : public testing::Test {
 protected:
  void SetUp() override {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = std::filesystem::path(testing::TempDir()) /
              (std::string("tiny_bert_") + test->test_suite_name() + "_" + test->name());
    std::filesystem::remove_all(folder_);
    std::filesystem::copy(Original(), folder_, std::filesystem::copy_options::recursive);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  static std::filesystem::path Original() {
    return std::filesystem::path(SUPREME_SOURCE_DIR) / "testdata/engine/tiny_bert";
  }
  void Write(const std::string& name, const std::string& text) {
    std::filesystem::create_directories((folder_ / name).parent_path());
    WriteFileAtomically(folder_ / name, text);
  }
  void EditConfig(const std::string& key, const Json& value) {
    Json config = ReadJsonFile(folder_ / "config.json");
    config[key] = value;
    WriteJsonFile(folder_ / "config.json", config);
  }

  std::filesystem::path folder_;
};

}  // namespace supreme
