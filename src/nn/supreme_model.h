// The whole network of the paper: ECG encoder, two projections, Cardiac Fusion Network; or, with
// fusion linear, encoder, ECG projection and linear head.
#pragma once

#include <memory>
#include <optional>

#include "nn/ecg_encoder.h"
#include "nn/fusion.h"
#include "nn/linear_head.h"
#include "nn/projection.h"

namespace supreme {

// Forward is thread-safe outside training mode. Not copyable: layers share the weights' memory.
class SupremeModel {
 public:
  // Weights are zero until Initialise or Load. kUsage when the numbers do not fit together.
  explicit SupremeModel(const ModelConfig& config, const TensorPlace& place = {});
  // On weights of this configuration, e.g. Weights::Replica().
  SupremeModel(const ModelConfig& config, Weights weights);
  SupremeModel(const SupremeModel&) = delete;
  SupremeModel& operator=(const SupremeModel&) = delete;

  //   samples       [B, L, T]  network input (signal/preprocess.h)
  //   lead_log_std  [B, L]     used with normalisation zscore_record only
  //   queries       [M, E]     text embeddings; with fusion linear those of all trained queries
  //   returns       [B, M]     logits
  at::Tensor Forward(const at::Tensor& samples, const at::Tensor& lead_log_std,
                     const at::Tensor& queries, const Mode& mode) const;

  // Beside the answers to the queries, the direct head's: one logit for each of a fixed list of
  // signs, from the mean and the maximum of the projected tokens, without any text. It teaches the
  // encoder all signs at every step, however few are asked. The projections are what a contrastive
  // loss compares.
  struct Outputs {
    at::Tensor logits;             // [B, M]
    at::Tensor direct;             // [B, direct_outputs]; undefined without the head
    at::Tensor tokens;             // [B, K, H]
    at::Tensor projected_queries;  // [M, H]; undefined with fusion linear
  };
  Outputs ForwardAll(const at::Tensor& samples, const at::Tensor& lead_log_std,
                     const at::Tensor& queries, const Mode& mode) const;

  const ModelConfig& config() const { return config_; }
  Weights& weights() { return weights_; }
  const Weights& weights() const { return weights_; }

 private:
  at::Tensor ProjectedTokens(const at::Tensor& samples, const at::Tensor& lead_log_std,
                             const Mode& mode) const;

  ModelConfig config_;
  Weights weights_;
  std::unique_ptr<EcgEncoder> encoder_;
  at::Tensor lead_scale_;  // [D, L]; undefined unless normalisation is zscore_record
  Projection ecg_projection_;
  struct Cfn {
    Projection query_projection;
    Fusion fusion;
  };
  std::optional<Cfn> cfn_;            // fusion cfn
  std::optional<LinearHead> linear_;  // fusion linear
  std::optional<Linear> direct_;
};

}  // namespace supreme
