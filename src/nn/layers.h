// The few layers that all parts of the network share. Each is a plain struct of weight handles.
#pragma once

#include <ATen/core/Generator.h>
#include <ATen/core/Tensor.h>

#include <string>

#include "nn/batch_sum.h"
#include "nn/weights.h"

namespace supreme {

// What a forward pass needs to know beside its inputs.
struct Mode {
  bool training = false;
  bool encoder_frozen = false;  // encoder and ECG projection run as outside training, without graph
  // Of dropout and stochastic depth; undefined = the device's own. Networks that run at the same
  // time each need one, or what they draw would depend on timing.
  at::Generator generator = {};
  // Set when other processes compute other parts of the batch: batch norm then sees all of it.
  BatchSum* batch_sum = nullptr;
};

// y = x Wᵀ + b; weight [out, in], bias [out].
struct Linear {
  Linear(const Weights& weights, const std::string& name);
  at::Tensor operator()(const at::Tensor& x) const;
  at::Tensor weight, bias;
};

// Over the last dimension, eps 1e-5.
struct LayerNorm {
  LayerNorm(const Weights& weights, const std::string& name);
  at::Tensor operator()(const at::Tensor& x) const;
  at::Tensor weight, bias;
};

// Zeroes values with probability `rate` and scales the rest by 1/(1-rate); identity outside
// training.
at::Tensor Dropout(const at::Tensor& x, double rate, const Mode& mode);

// Drops the whole branch of a record with probability `rate` (Huang et al. 2016,
// doi 10.1007/978-3-319-46493-0_39) and scales the rest by 1/(1-rate). branch [B, ...].
at::Tensor StochasticDepth(const at::Tensor& branch, double rate, const Mode& mode);

// Multi-head attention of queries [B, Q, heads·d] over keys and values [B, K, heads·d], scaled by
// 1/sqrt(d) → [B, Q, heads·d]. No dropout on the attention weights: PyTorch's fused CPU kernel has
// none, and the decoder drops the output instead (paper Eq. 5).
at::Tensor Attend(const at::Tensor& q, const at::Tensor& k, const at::Tensor& v, int64_t heads);

}  // namespace supreme
