// A bundle without any training, and records of a small pack to fine-tune it on.
#pragma once

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "nn/weights.h"
#include "tests/core/temp_folder.h"
#include "tests/train/small_data.h"
#include "tests/train/tiny_run.h"
#include "train/device.h"
#include "train/finetune.h"

namespace supreme {

// 24 records in which lead c swings where class c holds.
class SmallFineTune : public testing::Test {
 protected:
  static constexpr size_t kClasses = kSmallQueries;

  void SetUp() override {
    SetThreads(1, 1);
    WriteSmallData(folder_.path(), 24);
    pack_.emplace(folder_ / "pack");
    bundle_.folder = folder_.path();
    UseEncoder("resnet");
    train_ = Records(0, 16);
    rest_ = Records(16, 24);
    options_.config.epochs = 3;
    options_.config.warmup_epochs = 1;
    options_.config.batch_size = 8;
    options_.config.head_rate = 1e-2;
    options_.config.encoder_rate = 1e-2;
  }

  void UseEncoder(const std::string& encoder) {
    bundle_.model = TinyModel();
    bundle_.model.encoder = encoder;
    bundle_.model.depth = 1;
    bundle_.model.attention_heads = 2;
    bundle_.model.dropout = 0.0;
    bundle_.model.stochastic_depth = 0.0;
    bundle_.model.preprocess.normalisation = "zscore_record";
    Weights weights(bundle_.model, {});
    weights.Initialise(Rng(3), LinearInit::kFanIn);
    weights.Save(folder_ / "model.safetensors");
  }

  TaskLabels Records(size_t first, size_t end) const {
    const LabelMatrix labels = ReadLabels(folder_ / "vocab");
    TaskLabels records;
    for (size_t row = first; row < end; ++row) {
      records.rows.push_back(row);
      std::vector<uint8_t> cells(kClasses);
      labels.ReadRow(row, cells);
      for (const uint8_t cell : cells) records.positive.push_back(cell == 1 ? 1 : 0);
    }
    return records;
  }

  FineTuneData Data() const { return {bundle_, *pack_, train_, rest_, rest_}; }

  // In a folder of its own unless one is named.
  FineTuned Train(const std::string& name = "") {
    RunFolder run(folder_ / (name.empty() ? "run" + std::to_string(++runs_) : name));
    RunLog log(run.path() / "log.txt", /*on_stderr=*/false);
    return FineTune(Data(), options_, {run, log, true, "fine-tune", "the same command goes on"});
  }

  TempFolder folder_;
  std::optional<Pack> pack_;
  Bundle bundle_;
  TaskLabels train_, rest_;
  FineTuneOptions options_;
  int runs_ = 0;
};

}  // namespace supreme
