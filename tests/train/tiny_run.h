// A network, optimiser and counters that are saved and loaded as a trainer does it.
#pragma once

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>

#include <map>
#include <string>

#include "core/atomic_file.h"
#include "nn/supreme_model.h"
#include "train/checkpoint.h"
#include "train/device.h"
#include "train/run_folder.h"

namespace supreme {

inline ModelConfig TinyModel() {
  ModelConfig config = ModelPreset("nano");
  config.text_width = 16;
  config.stem_width = 4;
  config.width = 8;
  config.stage_blocks = 1;
  config.hidden_width = 8;
  config.fusion_ffn_width = 8;
  config.head_width = 8;
  return config;
}

// All parts are functions of the step, so that any two checkpoints differ in every file.
class TinyRun {
 public:
  TinyRun() : model_(TinyModel()), optimizer_(model_.weights().parameters(), {}) {
    SetThreads(1, 1);  // more cost time on tensors this small
    generators_.push_back(at::make_generator<at::CPUGeneratorImpl>(uint64_t{1}));
  }

  void Save(RunFolder& folder, int64_t step) {
    state_.step = step;
    model_.weights().Initialise(Rng(static_cast<uint64_t>(step)));
    for (const auto& [name, tensor] : model_.weights().parameters()) {
      tensor.mutable_grad() = at::full_like(tensor, static_cast<double>(step));
    }
    optimizer_.Step(1e-3);
    generators_[0].set_current_seed(static_cast<uint64_t>(step));
    folder.CommitCheckpoint(
        step, [&](const std::filesystem::path& path) { SaveCheckpoint(path, Parts()); });
  }

  // The step that was loaded.
  int64_t Load(const std::filesystem::path& checkpoint) {
    LoadCheckpoint(checkpoint, Parts());
    return state_.step;
  }

 private:
  TrainingParts Parts() { return {model_, optimizer_, generators_, state_}; }

  SupremeModel model_;
  AdamW optimizer_;
  std::vector<at::Generator> generators_;
  TrainState state_;
};

// Content by name of all files of a checkpoint.
inline std::map<std::string, std::string> FilesOf(const std::filesystem::path& checkpoint) {
  std::map<std::string, std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(checkpoint)) {
    files[entry.path().filename().string()] = ReadFile(entry.path());
  }
  return files;
}

}  // namespace supreme
