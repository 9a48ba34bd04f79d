// One case of testdata/nn (scripts/goldens/nn_golden.py), loaded into a network.
#pragma once

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <memory>
#include <string>

#include "nn/losses.h"
#include "nn/supreme_model.h"

namespace supreme {

struct GoldenCase {
  explicit GoldenCase(const std::string& name, const TensorPlace& place = {})
      : file(std::string(SUPREME_SOURCE_DIR) + "/testdata/nn/" + name + ".safetensors"),
        model(Config(file), place),
        dtype(place.dtype) {
    for (const auto& [key, tensor] : model.weights().parameters()) {
      LoadTensor(file, "weights." + key, tensor);
    }
    for (const auto& [key, tensor] : model.weights().buffers()) {
      LoadTensor(file, "weights." + key, tensor);
    }
    at::set_num_threads(1);  // small sizes: a second thread only waits
    loss.mask_uncertain = file.metadata().at("mask") == "1";
  }

  at::Tensor Read(const std::string& key) const {
    const TensorView& view = file.Get(key);
    const bool bytes = view.dtype == DType::kU8;
    at::Tensor tensor = at::empty(view.shape, bytes ? at::kByte : at::kFloat);
    LoadTensor(file, key, tensor);
    return bytes ? tensor : tensor.to(dtype);
  }

  at::Tensor Logits() const {
    return model.Forward(Read("samples"), Read("lead_log_std"), Read("query_embeddings"),
                         {.training = true});
  }

  at::Tensor Loss() const { return QueryLoss(Logits(), Read("labels"), loss); }

  static ModelConfig Config(const SafetensorsFile& file) {
    ModelConfig config;
    ConfigTable::Of(config).FromJson(ParseJson(file.metadata().at("config"), "golden"), "golden");
    config.trained_queries = file.Get("query_embeddings").shape.at(0);
    return config;
  }

  SafetensorsFile file;
  SupremeModel model;
  at::ScalarType dtype;
  LossOptions loss;
};

// ‖a − b‖ / ‖b‖ over all elements.
inline double RelativeDifference(const at::Tensor& a, const at::Tensor& b) {
  const at::Tensor wanted = b.to(at::kDouble);
  return (a.detach().to(at::kDouble) - wanted).norm().item<double>() / wanted.norm().item<double>();
}

}  // namespace supreme
