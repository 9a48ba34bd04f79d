// What turns ECG samples into tokens; the two kinds are in vit.h and resnet1d.h.
#pragma once

#include <ATen/core/Tensor.h>

#include <memory>

#include "nn/layers.h"

namespace supreme {

class EcgEncoder {
 public:
  virtual ~EcgEncoder() = default;
  //   samples  [B, L, T]
  //   offset   [B, D]     added to every token; undefined = none
  //   returns  [B, K, D]  tokens
  // Training mode draws dropout and moves batch statistics.
  virtual at::Tensor Forward(const at::Tensor& samples, const at::Tensor& offset,
                             const Mode& mode) const = 0;
};

// The encoder that `config` names.
std::unique_ptr<EcgEncoder> MakeEcgEncoder(const ModelConfig& config, const Weights& weights);

}  // namespace supreme
