// The whole network of the paper: ECG encoder, two projections, Cardiac Fusion Network; or, with
// fusion linear, encoder, ECG projection and linear head.
#pragma once

#include <memory>
#include <optional>

#include "nn/ecg_encoder.h"
#include "nn/ecg_network.h"
#include "nn/fusion.h"
#include "nn/linear_head.h"
#include "nn/projection.h"

namespace supreme {

class SupremeModel : public EcgNetwork {
 public:
  // Weights are zero until Initialise or Load. kUsage when the numbers do not fit together.
  explicit SupremeModel(const ModelConfig& config, const TensorPlace& place = {});
  // On weights of this configuration, e.g. Weights::Replica().
  SupremeModel(const ModelConfig& config, Weights weights);

  // `queries`: with fusion linear those of all trained queries.
  // Beside the answers to the queries, the direct head's: one logit for each of a fixed list of
  // signs, from the mean and the maximum of the projected tokens, without any text. It teaches the
  // encoder all signs at every step, however few are asked. The projections are what a contrastive
  // loss compares; those of queries are undefined with fusion linear, direct without the head.
  Outputs ForwardAll(const at::Tensor& samples, const at::Tensor& lead_log_std,
                     const at::Tensor& queries, const Mode& mode) const override;
  std::unique_ptr<EcgNetwork> On(Weights weights) const override;

 private:
  at::Tensor ProjectedTokens(const at::Tensor& samples, const at::Tensor& lead_log_std,
                             const Mode& mode) const;

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
