// All that a run needs to go on exactly: weights, optimiser, dropout generators, counters.
#pragma once

#include <ATen/core/Generator.h>

#include <filesystem>
#include <vector>

#include "nn/ecg_network.h"
#include "train/optimizer.h"
#include "train/train_state.h"

namespace supreme {

struct TrainingParts {
  EcgNetwork& model;
  AdamW& optimizer;
  std::vector<at::Generator> generators;  // one per replica
  TrainState& state;
  Weights* averaged = nullptr;  // none = the run averages no weights
  int64_t rank = 0;             // whose generators these are
  // What the other ranks' generators hold, from rank 1 on; only for saving.
  std::vector<at::Tensor> other_states = {};
};

// What a checkpoint is evaluated and exported by: averaged.safetensors where there is one, else
// model.safetensors.
std::filesystem::path WeightsToUse(const std::filesystem::path& folder);

// Writes model.safetensors, optimizer.safetensors, state.json and, when weights are averaged,
// averaged.safetensors into an existing folder.
void SaveCheckpoint(const std::filesystem::path& folder, const TrainingParts& parts);
// A rank that the checkpoint does not know keeps its generators.
// kCorruptData / kNotFound when a file is missing or does not fit the network. The parts may then
// be half loaded.
void LoadCheckpoint(const std::filesystem::path& folder, const TrainingParts& parts);

}  // namespace supreme
