// AdamW (Loshchilov and Hutter 2019, arXiv:1711.05101) on PyTorch's fused kernel, with a state that
// is saved and restored to the last bit.
#pragma once

#include <ATen/core/Tensor.h>

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tensor/safetensors.h"

namespace supreme {

struct AdamWOptions {
  double weight_decay = 1e-8;
  double beta1 = 0.9;
  double beta2 = 0.999;
  // Parameters whose names begin with `other_prefix` learn at `other_factor` times the rate.
  std::string other_prefix = {};
  double other_factor = 1.0;
};

// Not thread-safe.
class AdamW {
 public:
  // Updates these tensors in place; they must outlive the optimiser.
  AdamW(const std::map<std::string, at::Tensor>& parameters, const AdamWOptions& options);

  // Square root of the sum of all squared gradients; NaN or infinite when one of them is.
  double GradientNorm() const;
  // Multiplies all gradients.
  void ScaleGradients(double factor);
  void Step(double learning_rate);
  void ClearGradients();

  // The same without waiting for the device. Norm: float32 without dimensions.
  at::Tensor GradientNormOnDevice() const;
  // `factor` has no dimensions.
  void ScaleGradients(const at::Tensor& factor);
  // Changes nothing where `is_bad` (float32 without dimensions) is 1 instead of 0.
  void StepUnless(const at::Tensor& is_bad, double learning_rate);

  // "adamw.exp_avg.<parameter>", "adamw.exp_avg_sq.<parameter>", "adamw.step.<parameter>".
  std::map<std::string, at::Tensor> State() const;
  void LoadState(const SafetensorsFile& file);

 private:
  std::vector<at::Tensor> Gradients() const;
  void Update(double learning_rate, const std::optional<at::Tensor>& is_bad);

  AdamWOptions options_;
  std::vector<std::string> names_;
  std::vector<at::Tensor> parameters_;  // those with the other rate last
  size_t other_begin_ = 0;
  std::vector<at::Tensor> exp_avgs_;
  std::vector<at::Tensor> exp_avg_sqs_;
  std::vector<at::Tensor> steps_;  // updates done, float32 scalars as the kernel wants them
};

}  // namespace supreme
