#include "nn/projection.h"

#include <ATen/ATen.h>

namespace supreme {

Projection::Projection(const Weights& weights, const std::string& name, Activation activation,
                       double dropout)
    : fc1_(weights, name + ".fc1"),
      fc2_(weights, name + ".fc2"),
      activation_(activation),
      dropout_(dropout) {}

at::Tensor Projection::Forward(const at::Tensor& x, const Mode& mode) const {
  const at::Tensor hidden = fc1_(Dropout(x, dropout_, mode));
  return fc2_(activation_ == Activation::kRelu ? at::relu(hidden) : at::gelu(hidden));
}

}  // namespace supreme
