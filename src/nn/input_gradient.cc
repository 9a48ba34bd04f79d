#include "nn/input_gradient.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

#include <vector>

#include "core/error.h"
#include "nn/check_shape.h"

namespace supreme {

InputGradients GradientsOfInputs(const SupremeModel& model, const at::Tensor& samples,
                                 const at::Tensor& lead_log_std, const at::Tensor& queries,
                                 const at::Tensor& columns) {
  CheckShape(columns, {samples.size(0), kAnySize}, "columns");
  const c10::AutoGradMode with_graph(true);
  const at::Tensor input = samples.detach().clone().requires_grad_(true);
  const at::Tensor logits = model.Forward(input, lead_log_std, queries, Mode{});
  if (columns.numel() > 0 &&
      (columns.min().item<int64_t>() < 0 || columns.max().item<int64_t>() >= logits.size(1))) {
    throw Error(ErrorCode::kInvalidInput, "a column is not one of the model's answers", "columns");
  }
  const at::Tensor asked = logits.gather(1, columns);
  std::vector<at::Tensor> gradients;
  for (int64_t k = 0; k < columns.size(1); ++k) {
    input.mutable_grad().reset();
    // Records do not see each other: the gradient of the sum is that of each record's own logit.
    asked.select(1, k).sum().backward({}, /*retain_graph=*/true);
    gradients.push_back(input.grad().clone());
  }
  return {at::stack(gradients, 1), asked.detach()};
}

}  // namespace supreme
