// The ECG encoder alone on OpenVINO: one vector per record, for linear probes and the like.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "engine/ecg_model.h"

namespace supreme {

// The feature is the mean over the encoder's tokens: of a ResNet its global average pool, of the
// ViT the mean over leads and places of the tokens behind the last layer norm. Text projection,
// fusion network and head take no part. Thread-safe, as EcgModel is.
class FeatureModel {
 public:
  // Errors as those of EcgModel.
  FeatureModel(const ModelConfig& config, const SafetensorsFile& weights,
               const EcgModelOptions& options = {});
  ~FeatureModel();

  size_t width() const;  // D
  // samples [n, 12, T], lead_log_std [n, 12], n ≤ batch_size → [n, D].
  std::vector<float> Infer(std::span<const float> samples, std::span<const float> lead_log_std);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace supreme
