// A training step on a GPU that waits for nothing: whether loss and gradient were finite is decided
// on the device, and the host reads it a step later.
#pragma once

#include <c10/core/Event.h>

#include <deque>
#include <optional>
#include <vector>

#include "train/averaged_weights.h"
#include "train/optimizer.h"
#include "train/replicas.h"

namespace supreme {

struct StepSettings {
  int64_t number = 0;  // counted from 1
  double learning_rate = 0.0;
  double clip_norm = 0.0;  // 0 = no limit
};

// Where loss or gradient is not finite, weights, optimiser, averages and batch statistics stay as
// they were, as when the step is skipped on the host. Works on the CPU too, with the same results
// to the last bit. Not thread-safe.
class DeviceStep {
 public:
  // All but `device` must outlive this; `averaged` may be null.
  struct Parts {
    const EcgNetwork& model;
    Replicas& replicas;
    AdamW& optimizer;
    AveragedWeights* averaged;
    at::Device device;
  };
  explicit DeviceStep(const Parts& parts);

  void Start(const Batch& batch, const LossOptions& loss, const StepSettings& settings);

  struct Result {
    int64_t number = 0;
    double loss = 0.0;           // NaN: the step changed nothing
    double gradient_norm = 0.0;  // before clipping
  };
  // Steps started whose result was not taken.
  size_t pending() const { return results_.size(); }
  // The oldest of them; waits until the device has done it.
  Result Take();

 private:
  struct Unread {
    int64_t number;
    at::Tensor values;  // [3] on the host: loss, 1 if bad, norm of the gradient
    std::optional<c10::Event> done;
  };
  void KeepStatisticsUnless(const at::Tensor& is_bad);
  void Clip(const at::Tensor& norm, double limit);
  // `values` as those of Unread, on the device.
  void Post(int64_t number, const at::Tensor& values);

  Parts parts_;
  std::vector<at::Tensor> statistics_, statistics_before_;
  std::deque<Unread> results_;
};

}  // namespace supreme
