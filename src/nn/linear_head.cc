#include "nn/linear_head.h"

#include <ATen/ATen.h>

#include "nn/check_shape.h"

namespace supreme {

LinearHead::LinearHead(const ModelConfig& config, const Weights& weights)
    : dropout_(config.dropout), linear_(weights, "linear") {}

at::Tensor LinearHead::Forward(const at::Tensor& tokens, const Mode& mode) const {
  CheckShape(tokens, {kAnySize, kAnySize, linear_.weight.size(1)}, "tokens");
  return linear_(Dropout(tokens.mean(1), dropout_, mode));
}

}  // namespace supreme
