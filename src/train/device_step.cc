#include "train/device_step.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>
#include <c10/core/impl/VirtualGuardImpl.h>

#include <limits>
#include <utility>

#include "core/error.h"

namespace supreme {

DeviceStep::DeviceStep(const Parts& parts) : parts_(parts) {
  for (const auto& [name, buffer] : parts.model.weights().buffers()) {
    statistics_.push_back(buffer);
    statistics_before_.push_back(buffer.clone());
  }
}

void DeviceStep::Start(const Batch& batch, const LossOptions& loss, const StepSettings& settings) {
  if (!statistics_.empty()) at::_foreach_copy_(statistics_before_, statistics_);
  const at::Tensor value = parts_.replicas.StartGradients(batch, loss);
  const c10::NoGradGuard no_grad;
  const at::Tensor norm = parts_.optimizer.GradientNormOnDevice();
  const at::Tensor is_bad = value.isfinite().logical_and(norm.isfinite()).logical_not();
  const at::Tensor flag = is_bad.to(at::kFloat);
  if (settings.clip_norm > 0.0) Clip(norm, settings.clip_norm);
  parts_.optimizer.StepUnless(flag, settings.learning_rate);
  KeepStatisticsUnless(is_bad);
  if (parts_.averaged != nullptr) parts_.averaged->UpdateUnless(flag, settings.number);
  parts_.optimizer.ClearGradients();
  Post(settings.number, at::stack({value.to(at::kFloat), flag, norm.to(at::kFloat)}));
}

void DeviceStep::Clip(const at::Tensor& norm, double limit) {
  const at::Tensor factor = norm.to(at::kDouble).reciprocal().mul_(limit).clamp_max_(1.0);
  parts_.optimizer.ScaleGradients(factor.to(at::kFloat));
}

void DeviceStep::KeepStatisticsUnless(const at::Tensor& is_bad) {
  for (size_t i = 0; i < statistics_.size(); ++i) {
    statistics_[i].copy_(at::where(is_bad, statistics_before_[i], statistics_[i]));
  }
}

void DeviceStep::Post(int64_t number, const at::Tensor& values) {
  Unread unread{number, values, std::nullopt};
  if (!parts_.device.is_cpu()) {
    unread.values = at::empty({3}, at::TensorOptions(at::kFloat).pinned_memory(true));
    unread.values.copy_(values, /*non_blocking=*/true);
    unread.done.emplace(parts_.device.type());
    unread.done->record(c10::impl::VirtualGuardImpl(parts_.device.type()).getStream(parts_.device));
  }
  results_.push_back(std::move(unread));
}

DeviceStep::Result DeviceStep::Take() {
  SUPREME_CHECK(!results_.empty());
  const Unread unread = std::move(results_.front());
  results_.pop_front();
  if (unread.done) unread.done->synchronize();
  const auto* values = unread.values.const_data_ptr<float>();
  const bool is_bad = values[1] != 0.0f;
  return {unread.number,
          is_bad ? std::numeric_limits<double>::quiet_NaN() : static_cast<double>(values[0]),
          static_cast<double>(values[2])};
}

}  // namespace supreme
