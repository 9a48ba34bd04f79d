#include "train/checkpoint.h"

#include <ATen/ATen.h>

#include <map>
#include <mutex>

namespace supreme {
namespace {

constexpr const char* kGeneratorName = "rng.dropout";

}  // namespace

void SaveCheckpoint(const std::filesystem::path& folder, const TrainingParts& parts) {
  parts.model.weights().Save(folder / "model.safetensors");
  std::map<std::string, at::Tensor> tensors = parts.optimizer.State();
  tensors[kGeneratorName] = parts.generator.get_state();
  SaveTensors(folder / "optimizer.safetensors", tensors);
  WriteJsonFile(folder / "state.json", ToJson(parts.state));
}

void LoadCheckpoint(const std::filesystem::path& folder, const TrainingParts& parts) {
  const auto state_path = folder / "state.json";
  parts.state = TrainStateFromJson(ReadJsonFile(state_path), state_path.string());
  parts.model.weights().Load(SafetensorsFile(folder / "model.safetensors"));
  const SafetensorsFile file(folder / "optimizer.safetensors");
  parts.optimizer.LoadState(file);
  at::Generator generator = parts.generator;
  const at::Tensor generator_state = generator.get_state();
  LoadTensor(file, kGeneratorName, generator_state);
  const std::lock_guard lock(generator.mutex());
  generator.set_state(generator_state);
}

}  // namespace supreme
