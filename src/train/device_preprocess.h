// The network's input made on the device from samples as the pack stores them: a quarter to half of
// the bytes cross the bus, and no CPU thread computes.
#pragma once

#include "signal/preprocess.h"
#include "train/batch_source.h"

namespace supreme {

// Same results as signal/preprocess.h within float rounding. Works on every device. Thread-safe.
class DevicePreprocessor {
 public:
  DevicePreprocessor(const PreprocessConfig& config, at::Device device);

  struct Input {
    at::Tensor samples;       // [B, L, T] float32
    at::Tensor lead_log_std;  // [B, L] float32
  };
  // `stored` lies on this device. Waits for nothing.
  Input Prepare(const StoredSamples& stored) const;

 private:
  at::Tensor Normalised(const at::Tensor& samples_mv, const at::Tensor& absent,
                        const at::Tensor& means, const at::Tensor& deviations) const;

  PreprocessConfig config_;
  // [5000, T]: what each stored sample adds to each sample of the network's rate. Resampling is
  // linear, its ends included; undefined when the rates are equal.
  at::Tensor resampling_;
};

}  // namespace supreme
