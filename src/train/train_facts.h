// What training finds on this machine: PyTorch, threads, GPUs.
#pragma once

#include "core/json.h"

namespace supreme {

// "torch" (version, library), "cpu_capability" (PyTorch's kernels), "threads", "cuda": count of
// GPUs that can be used, or 0 and the "reason". Loads PyTorch's CUDA library where there is one.
OrderedJson DescribeTraining();

}  // namespace supreme
