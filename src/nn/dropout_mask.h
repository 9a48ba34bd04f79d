// What dropout multiplies by, made in one pass. PyTorch's CPU code draws integers, converts and
// scales them in three: a tenth of a training step.
#pragma once

#include <ATen/core/Generator.h>
#include <ATen/core/Tensor.h>

namespace supreme {

// A tensor like `x` (on the CPU, float32 or bfloat16, kInternal otherwise) of 0 with probability
// `rate` and 1/(1 − rate) else. The rate is rounded to 1/65536, and the scale fits the rounded one.
// Takes one number from `generator` (undefined = the CPU's own); the values follow from it alone,
// whatever the number of threads.
at::Tensor DropoutMask(const at::Tensor& x, double rate, at::Generator generator);

}  // namespace supreme
