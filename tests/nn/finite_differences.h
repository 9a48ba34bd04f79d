// The second witness of a gradient beside Python: central differences, element by element.
#pragma once

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

#include <algorithm>
#include <functional>
#include <vector>

namespace supreme {

// The largest ‖autograd − differences‖ / ‖autograd‖ of the inputs: double tensors in one piece that
// `loss` (a scalar) reads and that require gradients.
inline double WorstGradientError(const std::function<at::Tensor()>& loss,
                                 const std::vector<at::Tensor>& inputs) {
  constexpr double kStep = 1e-6;
  for (const at::Tensor& input : inputs) input.mutable_grad().reset();
  loss().backward();
  double worst = 0.0;
  const c10::NoGradGuard no_grad;
  for (const at::Tensor& input : inputs) {
    at::Tensor measured = at::empty_like(input);
    double* values = input.mutable_data_ptr<double>();
    for (int64_t i = 0; i < input.numel(); ++i) {
      const double value = values[i];
      values[i] = value + kStep;
      const double above = loss().item<double>();
      values[i] = value - kStep;
      const double below = loss().item<double>();
      values[i] = value;
      measured.mutable_data_ptr<double>()[i] = (above - below) / (2.0 * kStep);
    }
    const double difference = (measured - input.grad()).norm().item<double>();
    worst = std::max(worst, difference / input.grad().norm().item<double>());
  }
  return worst;
}

}  // namespace supreme
