#include "train/checkpoint.h"

#include <ATen/ATen.h>

#include <map>
#include <mutex>
#include <string>

namespace supreme {
namespace {

constexpr const char* kAveragedFile = "averaged.safetensors";

// Of replicas of one process, or of ranks, which have one each.
std::string GeneratorName(size_t replica) {
  const std::string name = "rng.dropout";
  return replica == 0 ? name : name + "." + std::to_string(replica);
}

}  // namespace

std::filesystem::path WeightsToUse(const std::filesystem::path& folder) {
  const std::filesystem::path averaged = folder / kAveragedFile;
  return std::filesystem::exists(averaged) ? averaged : folder / "model.safetensors";
}

void SaveCheckpoint(const std::filesystem::path& folder, const TrainingParts& parts) {
  parts.model.weights().Save(folder / "model.safetensors");
  if (parts.averaged != nullptr) parts.averaged->Save(folder / kAveragedFile);
  std::map<std::string, at::Tensor> tensors = parts.optimizer.State();
  for (size_t i = 0; i < parts.generators.size(); ++i) {
    tensors[GeneratorName(i)] = parts.generators[i].get_state();
  }
  for (size_t i = 0; i < parts.other_states.size(); ++i) {
    tensors[GeneratorName(i + 1)] = parts.other_states[i];
  }
  SaveTensors(folder / "optimizer.safetensors", tensors);
  WriteJsonFile(folder / "state.json", ToJson(parts.state));
}

void LoadCheckpoint(const std::filesystem::path& folder, const TrainingParts& parts) {
  const auto state_path = folder / "state.json";
  parts.state = TrainStateFromJson(ReadJsonFile(state_path), state_path.string());
  parts.model.weights().Load(SafetensorsFile(folder / "model.safetensors"));
  if (parts.averaged != nullptr) parts.averaged->Load(SafetensorsFile(folder / kAveragedFile));
  const SafetensorsFile file(folder / "optimizer.safetensors");
  parts.optimizer.LoadState(file);
  if (parts.rank >= parts.state.ranks) return;
  for (size_t i = 0; i < parts.generators.size(); ++i) {
    at::Generator generator = parts.generators[i];
    const at::Tensor generator_state = generator.get_state();
    LoadTensor(file, GeneratorName(static_cast<size_t>(parts.rank) + i), generator_state);
    const std::lock_guard lock(generator.mutex());
    generator.set_state(generator_state);
  }
}

}  // namespace supreme
