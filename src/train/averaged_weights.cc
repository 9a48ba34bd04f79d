#include "train/averaged_weights.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

#include <algorithm>

namespace supreme {
namespace {

std::vector<at::Tensor> AllTensors(const Weights& weights) {
  std::vector<at::Tensor> tensors;
  for (const auto& [name, tensor] : weights.parameters()) tensors.push_back(tensor.detach());
  for (const auto& [name, tensor] : weights.buffers()) tensors.push_back(tensor);
  return tensors;
}

}  // namespace

AveragedWeights::AveragedWeights(const EcgNetwork& model, double decay)
    : decay_(decay),
      averaged_(model.On(model.weights().Copy())),
      from_(AllTensors(model.weights())),
      to_(AllTensors(averaged_->weights())) {}

double AveragedWeights::DecayOf(int64_t step) const {
  const auto steps = static_cast<double>(step);
  return std::min(decay_, (1.0 + steps) / (10.0 + steps));
}

void AveragedWeights::Update(int64_t step) {
  const c10::NoGradGuard no_grad;
  at::_foreach_lerp_(to_, from_, 1.0 - DecayOf(step));
}

void AveragedWeights::UpdateUnless(const at::Tensor& is_bad, int64_t step) {
  const c10::NoGradGuard no_grad;
  const at::Tensor weight = (1.0 - is_bad) * (1.0 - DecayOf(step));
  for (size_t i = 0; i < to_.size(); ++i) to_[i].lerp_(from_[i], weight);
}

}  // namespace supreme
