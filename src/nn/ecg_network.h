// What a training loop trains: a network from ECG samples to the logits of what is asked.
#pragma once

#include <memory>
#include <utility>

#include "engine/model_config.h"
#include "nn/layers.h"
#include "nn/weights.h"

namespace supreme {

// Forward is thread-safe outside training mode. Not copyable: layers share the weights' memory.
class EcgNetwork {
 public:
  // Undefined what a kind of network does not have.
  struct Outputs {
    at::Tensor logits;             // [B, M]
    at::Tensor direct;             // [B, direct_outputs]
    at::Tensor tokens;             // [B, K, H]
    at::Tensor projected_queries;  // [M, H]
  };

  virtual ~EcgNetwork() = default;
  EcgNetwork(const EcgNetwork&) = delete;
  EcgNetwork& operator=(const EcgNetwork&) = delete;

  //   samples       [B, L, T]  network input (signal/preprocess.h)
  //   lead_log_std  [B, L]     used with normalisation zscore_record only
  //   queries       [M, E]     text embeddings
  virtual Outputs ForwardAll(const at::Tensor& samples, const at::Tensor& lead_log_std,
                             const at::Tensor& queries, const Mode& mode) const = 0;
  // The same kind of network on other weights of its configuration, e.g. Weights::Replica().
  virtual std::unique_ptr<EcgNetwork> On(Weights weights) const = 0;

  // [B, M]
  at::Tensor Forward(const at::Tensor& samples, const at::Tensor& lead_log_std,
                     const at::Tensor& queries, const Mode& mode) const {
    return ForwardAll(samples, lead_log_std, queries, mode).logits;
  }
  const ModelConfig& config() const { return config_; }
  Weights& weights() { return weights_; }
  const Weights& weights() const { return weights_; }

 protected:
  EcgNetwork(ModelConfig config, Weights weights)
      : config_(std::move(config)), weights_(std::move(weights)) {}

 private:
  ModelConfig config_;
  Weights weights_;
};

}  // namespace supreme
