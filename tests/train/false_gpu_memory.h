// Memory of the false GPU (tests/train/false_gpu.h) and what of it the host may see.
#pragma once

#include <ATen/core/Tensor.h>

#include <string>

namespace supreme {

// The same values as a tensor of the CPU, for the kernels that compute on the false GPU.
at::Tensor CpuView(const at::Tensor& on_false_gpu);

void NoteHostWait(const std::string& operation);

}  // namespace supreme
