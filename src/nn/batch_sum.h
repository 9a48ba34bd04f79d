// How a layer sees the whole batch when others compute parts of it.
#pragma once

#include <ATen/core/Tensor.h>

namespace supreme {

class BatchSum {
 public:
  virtual ~BatchSum() = default;
  // Replaces `values` by their sum over all parts. All parts make the same calls in the same order,
  // each waits for the others.
  virtual void Sum(const at::Tensor& values) = 0;
};

}  // namespace supreme
