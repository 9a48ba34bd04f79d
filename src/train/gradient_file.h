// Gradients of a bundle's answers with respect to its input, from file to file: `supreme` has no
// LibTorch and asks supreme-train for them.
#pragma once

#include <filesystem>

namespace supreme {

struct GradientFileTask {
  std::filesystem::path bundle;
  std::filesystem::path weights;  // used in place of the bundle's; empty = the bundle's
  // safetensors: "samples" [n, 12, T], "lead_log_std" [n, 12], "columns" int64 [n, K] and, unless
  // the bundle's head is linear, "queries" [M, E].
  std::filesystem::path input;
  std::filesystem::path output;  // "gradients" [n, K, 12, T]
};

// kCorruptData for missing or misshapen tensors; kCancelled on interrupt.
void WriteInputGradients(const GradientFileTask& task);

}  // namespace supreme
