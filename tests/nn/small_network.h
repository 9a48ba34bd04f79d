// A network that is small enough to look at every number of it.
#pragma once

#include <ATen/ATen.h>

#include <string>

#include "nn/weights.h"

namespace supreme {

// Width 8 everywhere, 24 tokens from 12 leads of 10 samples, one layer or block of each kind.
inline ModelConfig SmallNetwork() {
  ModelConfig config;
  config.patch_samples = 5;
  config.width = 8;
  config.depth = 1;
  config.attention_heads = 2;
  config.hidden_width = 8;
  config.fusion_layers = 1;
  config.fusion_heads = 2;
  config.fusion_ffn_width = 12;
  config.head_width = 6;
  config.text_width = 8;
  config.dropout = 0.0;
  config.stochastic_depth = 0.0;
  config.preprocess = {100.0, 10, "mv"};
  return config;
}

// Sets a weight's first `count` values. Weights start at zero, norms too, so that a test switches
// on only what it looks at.
inline void SetFirst(const Weights& weights, const std::string& name, double value,
                     int64_t count = 1) {
  weights.Get(name).detach().flatten().narrow(0, 0, count).fill_(value);
}

// Share of the values that are not zero.
inline double ShareKept(const at::Tensor& values) {
  return values.detach().abs().gt(1e-6).to(at::kDouble).mean().item<double>();
}

}  // namespace supreme
