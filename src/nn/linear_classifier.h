// The ECG encoder with a linear layer on its mean token, the feature of linear probes: what
// fine-tuning trains. Text, ECG projection and fusion network take no part.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "nn/ecg_encoder.h"
#include "nn/ecg_network.h"

namespace supreme {

class LinearClassifier : public EcgNetwork {
 public:
  // One logit per class. Weights, zero until they are set: the encoder's by their names in bundles,
  // "classes.weight" [M, D] and "classes.bias" [M].
  LinearClassifier(const ModelConfig& config, int64_t classes, const TensorPlace& place);
  LinearClassifier(const ModelConfig& config, Weights weights);

  // `queries` are not looked at.
  Outputs ForwardAll(const at::Tensor& samples, const at::Tensor& lead_log_std,
                     const at::Tensor& queries, const Mode& mode) const override;
  std::unique_ptr<EcgNetwork> On(Weights weights) const override;
  // The encoder's part of a bundle's weights; the layer stays. Errors: those of LoadTensor.
  void LoadEncoder(const SafetensorsFile& file);

 private:
  at::Tensor MeanToken(const at::Tensor& samples, const at::Tensor& lead_log_std,
                       const Mode& mode) const;

  std::unique_ptr<EcgEncoder> encoder_;
  at::Tensor lead_scale_;  // [D, L]; undefined unless normalisation is zscore_record
  Linear classes_;
};

// What the names of the layer's weights begin with.
inline constexpr const char* kClassesPrefix = "classes.";

}  // namespace supreme
