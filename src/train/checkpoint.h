// All that a run needs to go on exactly: weights, optimiser, dropout generator, counters.
#pragma once

#include <ATen/core/Generator.h>

#include <filesystem>

#include "nn/supreme_model.h"
#include "train/optimizer.h"
#include "train/train_state.h"

namespace supreme {

struct TrainingParts {
  SupremeModel& model;
  AdamW& optimizer;
  at::Generator generator;
  TrainState& state;
};

// Writes model.safetensors, optimizer.safetensors and state.json into an existing folder.
void SaveCheckpoint(const std::filesystem::path& folder, const TrainingParts& parts);
// kCorruptData / kNotFound when a file is missing or does not fit the network. The parts may then
// be half loaded.
void LoadCheckpoint(const std::filesystem::path& folder, const TrainingParts& parts);

}  // namespace supreme
