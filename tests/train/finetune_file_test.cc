#include "train/finetune_file.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tensor/safetensors.h"
#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"
#include "tests/train/small_data.h"

namespace supreme {
namespace {

// Input of one seed on a pack of 4 records, which a test damages in one place.
class FineTuneFileTest : public testing::Test {
 protected:
  void SetUp() override { WriteSmallData(folder_.path(), 4); }

  void ExpectRefused(ErrorCode code, const std::string& words) {
    const auto count = [](const auto& values) { return static_cast<int64_t>(values.size()); };
    NamedTensors tensors;
    const auto add = [&](const std::string& name, const std::vector<int64_t>& values) {
      tensors.emplace_back(name, ViewOf(std::span<const int64_t>(values), {count(values)}));
    };
    add("seeds", seeds_);
    add("train.0", train_);
    add("validation", rest_);
    add("test", rest_);
    tensors.emplace_back("train_labels.0", ViewOf(std::span<const uint8_t>(labels_),
                                                  {count(labels_) / classes_, classes_}));
    for (const char* name : {"validation_labels", "test_labels"}) {
      tensors.emplace_back(name, ViewOf(std::span<const uint8_t>(rest_labels_), {2, 1}));
    }
    WriteSafetensors(folder_ / "in.safetensors", tensors, metadata_);
    ExpectError(code, words, [&] {
      FineTuneFromFile(
          {folder_.path(), folder_ / "pack", folder_ / "in.safetensors", folder_ / "run"});
    });
    EXPECT_FALSE(std::filesystem::exists(folder_ / "run"));
  }

  TempFolder folder_;
  std::vector<int64_t> seeds_ = {1}, train_ = {0, 1}, rest_ = {2, 3};
  std::vector<uint8_t> labels_ = {0, 1}, rest_labels_ = {1, 0};
  int64_t classes_ = 1;
  std::map<std::string, std::string> metadata_ = {{kFineTuneSettings, R"({"epochs": 2})"}};
};

TEST_F(FineTuneFileTest, WhatIsWellFormedGetsAsFarAsTheBundle) {
  ExpectRefused(ErrorCode::kNotFound, "config.json");
}

TEST_F(FineTuneFileTest, RefusesRowsThatThePackLacks) {
  train_[1] = 4;
  ExpectRefused(ErrorCode::kCorruptData, "row 4");
  train_[1] = -1;
  ExpectRefused(ErrorCode::kCorruptData, "row -1");
}

TEST_F(FineTuneFileTest, RefusesLabelsThatDoNotFitTheRecords) {
  labels_.push_back(1);
  ExpectRefused(ErrorCode::kCorruptData, "\"train_labels.0\" does not fit");
}

TEST_F(FineTuneFileTest, RefusesPartsOfDifferentTasks) {
  labels_ = {0, 1, 1, 0};
  classes_ = 2;
  ExpectRefused(ErrorCode::kCorruptData, "different numbers of classes");
}

TEST_F(FineTuneFileTest, RefusesLabelsThatAreNotZeroOrOne) {
  rest_labels_[0] = 2;
  ExpectRefused(ErrorCode::kCorruptData, "other numbers than 0 and 1");
}

TEST_F(FineTuneFileTest, RefusesSettingsThatAreMissingOrOutOfRange) {
  metadata_[kFineTuneSettings] = R"({"epochs": 0})";
  ExpectRefused(ErrorCode::kUsage, "epochs");
  metadata_[kFineTuneSettings] = "{";
  ExpectRefused(ErrorCode::kCorruptData, "in.safetensors");
  metadata_.clear();
  ExpectRefused(ErrorCode::kCorruptData, "no settings");
}

TEST_F(FineTuneFileTest, RefusesAMissingSeed) {
  seeds_ = {1, 2};
  ExpectRefused(ErrorCode::kNotFound, "train.1");
}

}  // namespace
}  // namespace supreme
