// An exponential moving average of a network's weights, which usually answers better on new records
// than the weights of any single step (Polyak and Juditsky 1992, doi 10.1137/0330046).
#pragma once

#include <memory>
#include <vector>

#include "nn/ecg_network.h"

namespace supreme {

// Batch-norm statistics are averaged like weights. Not thread-safe.
class AveragedWeights {
 public:
  // Starts as a copy of `model`, which must outlive this.
  AveragedWeights(const EcgNetwork& model, double decay);

  // After step `step` (counted from 1). The first steps count more: the decay rises to its value as
  // (1 + step) / (10 + step), so that the random start is soon forgotten.
  void Update(int64_t step);
  // Changes nothing where `is_bad` (float32 without dimensions) is 1 instead of 0; waits for no
  // device.
  void UpdateUnless(const at::Tensor& is_bad, int64_t step);
  EcgNetwork& model() { return *averaged_; }

 private:
  double DecayOf(int64_t step) const;

  double decay_;
  std::unique_ptr<EcgNetwork> averaged_;
  std::vector<at::Tensor> from_, to_;
};

}  // namespace supreme
