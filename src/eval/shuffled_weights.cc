#include "eval/shuffled_weights.h"

#include <map>
#include <string>
#include <vector>

#include "tensor/safetensors.h"

namespace supreme {

void WriteShuffledWeights(const std::filesystem::path& from, const std::filesystem::path& to,
                          const Rng& rng) {
  const SafetensorsFile file(from);
  std::map<std::string, std::vector<float>> shuffled;
  NamedTensors tensors;
  for (const std::string& name : file.names()) {
    const TensorView& stored = file.Get(name);
    if (stored.dtype != DType::kF32) {
      tensors.emplace_back(name, stored);
      continue;
    }
    std::vector<float>& values = shuffled[name];
    values = ToFloats(stored);
    Rng order = rng.Fork(name);
    order.Shuffle(std::span(values));
    tensors.emplace_back(name, ViewOf(std::span<const float>(values), stored.shape));
  }
  WriteSafetensors(to, tensors, file.metadata(), Durability::kRenamed);
}

}  // namespace supreme
