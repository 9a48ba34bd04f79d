#include "train/optimizer.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

#include "nn/weights.h"

namespace supreme {
namespace {

constexpr double kEpsilon = 1e-8;

}  // namespace

AdamW::AdamW(const std::map<std::string, at::Tensor>& parameters, const AdamWOptions& options)
    : options_(options) {
  const auto has_other_rate = [&](const std::string& name) {
    return !options.other_prefix.empty() && name.starts_with(options.other_prefix);
  };
  for (const bool other : {false, true}) {
    if (other) other_begin_ = names_.size();
    for (const auto& [name, tensor] : parameters) {
      if (has_other_rate(name) != other) continue;
      names_.push_back(name);
      parameters_.push_back(tensor);
      exp_avgs_.push_back(at::zeros_like(tensor.detach()));
      exp_avg_sqs_.push_back(at::zeros_like(tensor.detach()));
      steps_.push_back(at::zeros({}, tensor.options().dtype(at::kFloat).requires_grad(false)));
    }
  }
}

std::vector<at::Tensor> AdamW::Gradients() const {
  std::vector<at::Tensor> gradients;
  for (const at::Tensor& parameter : parameters_) {
    const at::Tensor& gradient = parameter.grad();
    gradients.push_back(gradient.defined() ? gradient : at::zeros_like(parameter.detach()));
  }
  return gradients;
}

at::Tensor AdamW::GradientNormOnDevice() const {
  const c10::NoGradGuard no_grad;
  return at::linalg_vector_norm(at::stack(at::_foreach_norm(Gradients(), 2)), 2);
}

double AdamW::GradientNorm() const { return GradientNormOnDevice().item<double>(); }

void AdamW::ScaleGradients(double factor) {
  const c10::NoGradGuard no_grad;
  for (const at::Tensor& parameter : parameters_) {
    if (parameter.grad().defined()) parameter.grad().mul_(factor);
  }
}

void AdamW::ScaleGradients(const at::Tensor& factor) {
  const c10::NoGradGuard no_grad;
  at::_foreach_mul_(Gradients(), factor);
}

void AdamW::Step(double learning_rate) { Update(learning_rate, std::nullopt); }

void AdamW::StepUnless(const at::Tensor& is_bad, double learning_rate) {
  Update(learning_rate, is_bad);
  at::_foreach_add_(steps_, is_bad.neg());
}

void AdamW::Update(double learning_rate, const std::optional<at::Tensor>& is_bad) {
  const c10::NoGradGuard no_grad;
  at::_foreach_add_(steps_, 1);
  const std::vector<at::Tensor> gradients = Gradients();
  const auto update = [&](size_t begin, size_t end, double rate) {
    if (begin == end) return;
    const auto part = [&](const std::vector<at::Tensor>& all) {
      return at::TensorList(all).slice(begin, end - begin);
    };
    at::_fused_adamw_(part(parameters_), part(gradients), part(exp_avgs_), part(exp_avg_sqs_), {},
                      part(steps_), rate, options_.beta1, options_.beta2, options_.weight_decay,
                      kEpsilon, /*amsgrad=*/false, /*maximize=*/false, /*grad_scale=*/{}, is_bad);
  };
  update(0, other_begin_, learning_rate);
  update(other_begin_, parameters_.size(), learning_rate * options_.other_factor);
}

void AdamW::ClearGradients() {
  for (at::Tensor& parameter : parameters_) parameter.mutable_grad().reset();
}

std::map<std::string, at::Tensor> AdamW::State() const {
  std::map<std::string, at::Tensor> state;
  for (size_t i = 0; i < names_.size(); ++i) {
    state["adamw.exp_avg." + names_[i]] = exp_avgs_[i];
    state["adamw.exp_avg_sq." + names_[i]] = exp_avg_sqs_[i];
    state["adamw.step." + names_[i]] = steps_[i];
  }
  return state;
}

void AdamW::LoadState(const SafetensorsFile& file) {
  for (const auto& [name, tensor] : State()) LoadTensor(file, name, tensor);
}

}  // namespace supreme
