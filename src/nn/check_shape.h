// Shape comments that are checked at run time.
//
// Symbols of this folder: B records, L leads (12), T samples per lead, P samples per patch,
// N = T/P patches per lead, D token width, K tokens per record, H shared width, M queries,
// E text width.
#pragma once

#include <ATen/core/Tensor.h>

#include <string_view>

namespace supreme {

constexpr int64_t kAnySize = -1;

// kInternal naming the tensor and both shapes when `tensor` is not of `shape` (kAnySize fits all).
void CheckShape(const at::Tensor& tensor, at::IntArrayRef shape, std::string_view name);

}  // namespace supreme
