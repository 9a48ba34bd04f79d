#include "nn/weights.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

#include <cmath>
#include <vector>

#include "core/error.h"

namespace supreme {
namespace {

constexpr double kInitialDeviation = 0.02;  // paper E.4

bool IsBuffer(const std::string& name) {
  return name.ends_with(".running_mean") || name.ends_with(".running_var");
}

bool IsNormWeight(const std::string& name) {
  if (!name.ends_with(".weight")) return false;
  const std::string layer = name.substr(0, name.size() - std::string(".weight").size());
  const std::string last = layer.substr(layer.rfind('.') + 1);
  return last.find("norm") != std::string::npos;
}

DType DTypeOfTensor(const at::Tensor& tensor, const std::string& name) {
  switch (tensor.scalar_type()) {
    case at::kFloat:
      return DType::kF32;
    case at::kLong:
      return DType::kI64;
    case at::kByte:
      return DType::kU8;
    default:
      throw Error(ErrorCode::kInternal, "dtype cannot be saved", name);
  }
}

at::ScalarType ScalarTypeOf(DType dtype, const std::string& where) {
  switch (dtype) {
    case DType::kF32:
      return at::kFloat;
    case DType::kI64:
      return at::kLong;
    case DType::kU8:
      return at::kByte;
    default:
      throw Error(ErrorCode::kCorruptData,
                  "dtype " + std::string(DTypeName(dtype)) + " is not expected here", where);
  }
}

void FillNormal(const at::Tensor& tensor, double deviation, Rng rng) {
  std::vector<double> values(static_cast<size_t>(tensor.numel()));
  for (double& value : values) value = rng.Normal(0.0, deviation);
  tensor.copy_(at::from_blob(values.data(), tensor.sizes(), at::TensorOptions(at::kDouble)));
}

}  // namespace

Weights::Weights(const ModelConfig& config, const TensorPlace& place)
    : Weights(WeightShapes(config), place) {}

Weights::Weights(const std::map<std::string, Shape>& shapes, const TensorPlace& place) {
  const auto options = at::TensorOptions(place.dtype).device(place.device);
  for (const auto& [name, shape] : shapes) {
    at::Tensor tensor = at::zeros(shape, options);
    if (IsBuffer(name)) {
      buffers_[name] = tensor;
    } else {
      parameters_[name] = tensor.requires_grad_(true);
    }
  }
}

Weights Weights::Replica() const {
  Weights replica;
  for (const auto& [name, tensor] : parameters_) {
    replica.parameters_[name] = tensor.detach().requires_grad_(true);
  }
  for (const auto& [name, tensor] : buffers_) replica.buffers_[name] = tensor.clone();
  return replica;
}

Weights Weights::Copy() const {
  Weights copy;
  for (const auto& [name, tensor] : parameters_) {
    copy.parameters_[name] = tensor.detach().clone().requires_grad_(true);
  }
  for (const auto& [name, tensor] : buffers_) copy.buffers_[name] = tensor.clone();
  return copy;
}

const at::Tensor& Weights::Get(const std::string& name) const {
  const auto parameter = parameters_.find(name);
  if (parameter != parameters_.end()) return parameter->second;
  const auto buffer = buffers_.find(name);
  if (buffer == buffers_.end()) {
    throw Error(ErrorCode::kInternal, "the network has no such weight", name);
  }
  return buffer->second;
}

int64_t Weights::parameter_count() const {
  int64_t count = 0;
  for (const auto& [name, tensor] : parameters_) count += tensor.numel();
  return count;
}

void Weights::Initialise(const Rng& rng, LinearInit scheme) {
  const c10::NoGradGuard no_grad;
  for (const auto& [name, tensor] : parameters_) {
    if (name.ends_with(".bias")) {
      tensor.zero_();
    } else if (IsNormWeight(name)) {
      tensor.fill_(1.0);
    } else if (tensor.dim() == 3) {
      const auto fan_out = static_cast<double>(tensor.size(0) * tensor.size(2));
      FillNormal(tensor, std::sqrt(2.0 / fan_out), rng.Fork(name));
    } else {
      const bool by_inputs = scheme == LinearInit::kFanIn && !name.ends_with("_embedding");
      const double deviation =
          by_inputs ? 1.0 / std::sqrt(static_cast<double>(tensor.size(1))) : kInitialDeviation;
      FillNormal(tensor, deviation, rng.Fork(name));
    }
  }
  for (const auto& [name, tensor] : buffers_) {
    tensor.fill_(name.ends_with(".running_var") ? 1.0 : 0.0);
  }
}

void Weights::Save(const std::filesystem::path& path,
                   const std::map<std::string, std::string>& metadata) const {
  std::map<std::string, at::Tensor> all;
  for (const auto& [name, tensor] : parameters_) all[name] = tensor.detach().to(at::kFloat);
  for (const auto& [name, tensor] : buffers_) all[name] = tensor.to(at::kFloat);
  SaveTensors(path, all, metadata);
}

void Weights::Load(const SafetensorsFile& file) {
  for (const auto& [name, tensor] : parameters_) LoadTensor(file, name, tensor);
  for (const auto& [name, tensor] : buffers_) LoadTensor(file, name, tensor);
}

void SaveTensors(const std::filesystem::path& path,
                 const std::map<std::string, at::Tensor>& tensors,
                 const std::map<std::string, std::string>& metadata) {
  std::vector<at::Tensor> copies;  // keeps the bytes alive until they are written
  NamedTensors views;
  for (const auto& [name, tensor] : tensors) {
    copies.push_back(tensor.detach().cpu().contiguous());
    const at::Tensor& copy = copies.back();
    views.emplace_back(
        name, TensorView{DTypeOfTensor(copy, name),
                         copy.sizes().vec(),
                         {static_cast<const std::byte*>(copy.const_data_ptr()), copy.nbytes()}});
  }
  WriteSafetensors(path, views, metadata);
}

void LoadTensor(const SafetensorsFile& file, const std::string& name, const at::Tensor& target) {
  const c10::NoGradGuard no_grad;
  const TensorView& view = file.Get(name, target.sizes().vec());
  // from_blob wants writable memory; copy_ only reads it.
  void* bytes = const_cast<std::byte*>(view.bytes.data());
  const at::ScalarType dtype = ScalarTypeOf(view.dtype, file.path().string() + ": " + name);
  target.copy_(at::from_blob(bytes, view.shape, at::TensorOptions(dtype)));
}

}  // namespace supreme
