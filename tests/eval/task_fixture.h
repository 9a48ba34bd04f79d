// A small pack, a task on it, and a model that is asked by it.
#pragma once

#include <gtest/gtest.h>

#include <memory>

#include "core/progress.h"
#include "eval/zero_shot.h"
#include "predict/mock_predictor.h"
#include "tests/core/temp_folder.h"
#include "tests/data/test_pack.h"

namespace supreme {

// Records 0 … 23 of fold 1: even ones have AF, every third one LBBB, every fourth one SR; all
// others PACE, which is no class. Samples tell the number.
class TaskFixture : public testing::Test {
 protected:
  void SetUp() override {
    Progress::SetQuiet(true);
    std::vector<PackRecord> records;
    for (int i = 0; i < 24; ++i) {
      std::vector<std::string> codes = {"PACE"};
      if (i % 2 == 0) codes.emplace_back("AFIB");
      if (i % 3 == 0) codes.emplace_back("CLBBB");
      if (i % 4 == 0) codes.emplace_back("SR");
      records.push_back(TestRecord(i, 1, "p" + std::to_string(i), codes));
      records.back().window.samples_mv[0] = static_cast<float>(i) / 1000.0F;
    }
    WriteTestPack(folder_ / "pack", records);
    pack_ = std::make_unique<Pack>(folder_ / "pack");
    task_.name = "test-task";
    task_.dataset = "ptbxl";
    task_.classes = {{"AF", "atrial fibrillation", "test", {"AFIB"}},
                     {"LB", "left bundle branch block", "test", {"CLBBB"}},
                     {"SR", "sinus rhythm", "test", {"SR"}}};
    for (size_t row = 0; row < pack_->size(); ++row) rows_.rows.push_back(row);
    rows_.description = "folds 1";
    rows_.hash = "abc";
    for (const TaskClass& task_class : task_.classes) {
      questions_.push_back({task_class.prompt, "new", false, "", 0.0});
      batch_.texts.push_back(task_class.prompt);
      batch_.embeddings.insert(batch_.embeddings.end(), {1.0F, 0.0F});
    }
  }

  static size_t Number(const EcgWindow& window) {
    return static_cast<size_t>(window.samples_mv[0] * 1000.0F + 0.5F);
  }

  TempFolder folder_;
  std::unique_ptr<Pack> pack_;
  Task task_;
  EvaluationRows rows_;
  std::vector<ClassQuestion> questions_;  // one per class
  QueryBatch batch_;                      // text width 2
};

}  // namespace supreme
