// Batch norm over a batch that several processes compute parts of (Ioffe and Szegedy 2015,
// arXiv:1502.03167): mean, variance and what flows back are those of the whole batch.
#pragma once

#include <ATen/core/Tensor.h>

#include "nn/batch_sum.h"

namespace supreme {

struct BatchNormWeights {
  at::Tensor weight, bias;               // [C]
  at::Tensor running_mean, running_var;  // [C], moved by the whole batch
  double momentum = 0.1;
  double epsilon = 1e-5;
};

// Training only. x [B, C, H, W], B may be 0; the gradients of weight and bias are those of this
// part alone and are summed with all others. `sum` must live until the backward pass is done.
at::Tensor SyncedBatchNorm(const at::Tensor& x, const BatchNormWeights& weights, BatchSum& sum);

}  // namespace supreme
