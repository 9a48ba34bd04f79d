// Cardiac Fusion Network (paper §2, appendix E.4): text queries attend to ECG tokens, and a head
// turns each query into one logit.
#pragma once

#include <optional>
#include <vector>

#include "nn/layers.h"

namespace supreme {

class Fusion {
 public:
  Fusion(const ModelConfig& config, const Weights& weights);
  //   tokens   [B, K, H]  projected ECG tokens
  //   queries  [M, H]     projected query embeddings
  //   returns  [B, M]     logits (sigmoid gives the score)
  at::Tensor Forward(const at::Tensor& tokens, const at::Tensor& queries, const Mode& mode) const;

 private:
  struct SelfAttention {
    LayerNorm norm;
    Linear qkv, out;
  };
  // One pre-norm decoder layer.
  struct Layer {
    std::optional<SelfAttention> self;
    LayerNorm cross_norm;
    Linear cross_q, cross_kv, cross_out;
    LayerNorm ffn_norm;
    Linear fc1, fc2;
  };

  static Layer MakeLayer(const ModelConfig& config, const Weights& weights,
                         const std::string& name);
  at::Tensor RunLayer(const Layer& layer, const at::Tensor& tokens, at::Tensor x,
                      const Mode& mode) const;

  int64_t heads_;
  double dropout_;
  LayerNorm ecg_norm_, query_norm_;
  std::vector<Layer> layers_;
  LayerNorm norm_;
  Linear head1_, head2_;
};

}  // namespace supreme
