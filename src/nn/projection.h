// Two-layer projection to the shared width (paper Eq. 6 and 7): dropout, linear, activation,
// linear.
#pragma once

#include <string>

#include "nn/layers.h"

namespace supreme {

enum class Activation { kRelu, kGelu };

class Projection {
 public:
  // `name` is "ecg_projection" or "query_projection".
  Projection(const Weights& weights, const std::string& name, Activation activation,
             double dropout);
  // x [..., in] → [..., H]
  at::Tensor Forward(const at::Tensor& x, const Mode& mode) const;

 private:
  Linear fc1_, fc2_;
  Activation activation_;
  double dropout_;
};

}  // namespace supreme
