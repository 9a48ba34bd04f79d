// The one layer that a linear probe trains: logits = x Wᵀ + b over fixed features, with its
// gradient and Adam written out. A head has a few thousand weights and takes some hundred thousand
// steps, so that a framework's cost per step would be all the cost.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/rng.h"

namespace supreme {

// Records as a head sees them.
struct LabelledFeatures {
  size_t width = 0;
  size_t class_count = 0;
  std::vector<float> features;    // [records, width]
  std::vector<uint8_t> positive;  // [records, class_count] 0/1

  size_t size() const { return class_count == 0 ? 0 : positive.size() / class_count; }
};

// Adam (Kingma and Ba 2015, arXiv:1412.6980) with β₁ 0.9, β₂ 0.999, ε 1e-8.
struct HeadOptimizer {
  double weight_decay = 0.0;
  // On: weights shrink by rate × decay at each step (AdamW, arXiv:1711.05101). Off: decay × weight
  // is added to the gradient (PyTorch's Adam with weight_decay). Biases decay too, as there.
  bool decoupled = true;
};

// Not thread-safe.
class ProbeHead {
 public:
  // Weights and biases uniform in ±1/√width, as PyTorch starts a linear layer.
  ProbeHead(size_t width, size_t class_count, const HeadOptimizer& optimizer, const Rng& rng);
  // weight [classes, width], bias [classes]; kInternal when they do not fit together.
  ProbeHead(std::vector<float> weight, std::span<const float> bias, const HeadOptimizer& optimizer);

  // One update from the records of these indices. Returns the loss before it: binary cross-entropy
  // with logits, mean over records and classes.
  double Step(const LabelledFeatures& data, std::span<const uint32_t> batch, double learning_rate);
  // Logits [records, classes].
  std::vector<float> Logits(const LabelledFeatures& data) const;

  std::span<const float> weight() const { return std::span(parameters_).first(weight_count_); }
  std::span<const float> bias() const { return std::span(parameters_).subspan(weight_count_); }

 private:
  size_t width_;
  size_t class_count_;
  size_t weight_count_;
  HeadOptimizer optimizer_;
  int64_t step_ = 0;
  std::vector<float> parameters_;  // weight, then bias
  std::vector<float> gradient_;
  std::vector<float> mean_, square_;  // Adam's moments
  std::vector<float> errors_;         // [batch, classes] of the last step
};

}  // namespace supreme
