// The weights of a network by the names of engine/model_config.h, and their way to and from disk.
#pragma once

#include <ATen/core/Tensor.h>

#include <filesystem>
#include <map>
#include <string>

#include "core/rng.h"
#include "engine/model_config.h"
#include "tensor/safetensors.h"

namespace supreme {

struct TensorPlace {
  at::Device device = at::kCPU;
  at::ScalarType dtype = at::kFloat;  // double only where gradients are checked by differences
};

enum class LinearInit {
  kPaper,  // N(0, 0.02) (paper E.4): made for wide networks and long training
  kFanIn,  // N(0, 1/inputs): keeps the signal's size in narrow networks, which then learn at once
};

// Layers hold handles to these tensors: values change in place, the tensors stay the same objects.
class Weights {
 public:
  // All zero; parameters require gradients, running statistics of batch norm do not.
  Weights(const ModelConfig& config, const TensorPlace& place);
  Weights(const std::map<std::string, Shape>& shapes, const TensorPlace& place);
  // The same parameters in memory with gradients of their own; running statistics are copies.
  Weights Replica() const;
  // Parameters and statistics of its own with the same values.
  Weights Copy() const;

  // kInternal when there is no such weight.
  const at::Tensor& Get(const std::string& name) const;
  // Trained tensors, sorted by name.
  const std::map<std::string, at::Tensor>& parameters() const { return parameters_; }
  // Batch-norm statistics: saved, but not trained.
  const std::map<std::string, at::Tensor>& buffers() const { return buffers_; }
  int64_t parameter_count() const;

  // Embeddings N(0, 0.02), biases 0, norms 1 (paper E.4); convolutions by He et al. 2015 (doi
  // 10.1109/ICCV.2015.123), fan-out; linear and attention weights as `scheme` says. The same seed
  // gives the same weights on every machine.
  void Initialise(const Rng& rng, LinearInit scheme = LinearInit::kPaper);

  // float32 copies of parameters and buffers.
  void Save(const std::filesystem::path& path,
            const std::map<std::string, std::string>& metadata = {}) const;
  // kCorruptData / kNotFound naming the first weight that is missing or misshapen.
  void Load(const SafetensorsFile& file);

 private:
  Weights() = default;
  std::map<std::string, at::Tensor> parameters_;
  std::map<std::string, at::Tensor> buffers_;
};

// Writes any tensors (float32, int64, uint8) by name; they are copied to the CPU first.
void SaveTensors(const std::filesystem::path& path,
                 const std::map<std::string, at::Tensor>& tensors,
                 const std::map<std::string, std::string>& metadata = {});
// Copies a stored tensor into one of the same shape, on whatever device it lies.
void LoadTensor(const SafetensorsFile& file, const std::string& name, const at::Tensor& target);

}  // namespace supreme
