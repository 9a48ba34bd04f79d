#include "train/gradient_buckets.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

#include "core/error.h"

namespace supreme {

GradientBuckets::GradientBuckets(const std::map<std::string, at::Tensor>& parameters,
                                 Collective& ranks, int64_t bucket_bytes)
    : ranks_(ranks), bucket_bytes_(bucket_bytes) {
  for (const auto& [name, parameter] : parameters) {
    const size_t index = slots_.size();
    slots_.push_back({parameter, 0, {}, false});
    hooks_.push_back(parameter.register_hook(
        [this, index](const at::Tensor& gradient) { OnGradient(index, gradient); }));
  }
}

GradientBuckets::~GradientBuckets() {
  for (size_t i = 0; i < slots_.size(); ++i) slots_[i].parameter.remove_hook(hooks_[i]);
}

void GradientBuckets::Arrange(const std::function<void()>& backward) {
  is_arranging_ = true;
  backward();
  is_arranging_ = false;
  for (const Slot& slot : slots_) slot.parameter.mutable_grad().reset();
  MakeBuckets();
  is_arranged_ = true;
}

void GradientBuckets::MakeBuckets() {
  std::vector<std::vector<size_t>> members;
  int64_t bytes = bucket_bytes_;
  for (const size_t index : order_) {
    if (bytes >= bucket_bytes_) {
      members.emplace_back();
      bytes = 0;
    }
    members.back().push_back(index);
    bytes += static_cast<int64_t>(slots_[index].parameter.nbytes());
  }
  for (const std::vector<size_t>& slots : members) {
    int64_t numbers = 0;
    for (const size_t index : slots) numbers += slots_[index].parameter.numel();
    const at::Tensor values =
        at::zeros({numbers}, slots_[slots[0]].parameter.options().requires_grad(false));
    int64_t first = 0;
    for (const size_t index : slots) {
      Slot& slot = slots_[index];
      slot.bucket = buckets_.size();
      slot.values = values.narrow(0, first, slot.parameter.numel()).view(slot.parameter.sizes());
      first += slot.parameter.numel();
    }
    buckets_.push_back({values, slots.size()});
  }
}

void GradientBuckets::OnGradient(size_t parameter, const at::Tensor& gradient) {
  if (is_arranging_) order_.push_back(parameter);
  if (!is_summing_) return;
  const c10::NoGradGuard no_grad;
  Slot& slot = slots_[parameter];
  slot.values.copy_(gradient);
  if (slot.parameter.grad().defined()) slot.values.add_(slot.parameter.grad());
  slot.is_ready = true;
  ++buckets_[slot.bucket].ready;
  StartFullBuckets();
  ranks_.Poke();
}

void GradientBuckets::StartFullBuckets() {
  while (started_ < buckets_.size() && buckets_[started_].ready == buckets_[started_].slots) {
    ranks_.StartSum(buckets_[started_].values);
    ++started_;
  }
}

void GradientBuckets::Begin() {
  SUPREME_CHECK(is_arranged_ && !is_summing_);
  for (Slot& slot : slots_) slot.is_ready = false;
  for (Bucket& bucket : buckets_) bucket.ready = 0;
  started_ = 0;
  is_summing_ = true;
}

void GradientBuckets::Finish() {
  const c10::NoGradGuard no_grad;
  is_summing_ = false;
  for (const size_t index : order_) {
    if (!slots_[index].is_ready) slots_[index].values.zero_();
  }
  for (; started_ < buckets_.size(); ++started_) ranks_.StartSum(buckets_[started_].values);
  ranks_.Wait();
  for (const size_t index : order_) {
    slots_[index].parameter.mutable_grad() = slots_[index].values;
  }
}

}  // namespace supreme
