// Lead-wise vision transformer (paper §2, Eq. 1 and 5): each lead is cut into patches of P samples,
// all L·N patches are tokens of one sequence.
#pragma once

#include <vector>

#include "nn/ecg_encoder.h"

namespace supreme {

class Vit : public EcgEncoder {
 public:
  Vit(const ModelConfig& config, const Weights& weights);
  // samples [B, L, T] → [B, L·N, D], lead by lead; the offset is added before the first block.
  at::Tensor Forward(const at::Tensor& samples, const at::Tensor& offset,
                     const Mode& mode) const override;

 private:
  // One pre-norm encoder block.
  struct Block {
    Block(const Weights& weights, const std::string& name);
    LayerNorm norm1;
    Linear qkv, out;
    LayerNorm norm2;
    Linear fc1, fc2;
  };

  at::Tensor RunBlock(const Block& block, at::Tensor tokens, double depth_rate,
                      const Mode& mode) const;

  int64_t patch_samples_;
  int64_t heads_;
  double dropout_;
  double stochastic_depth_;
  at::Tensor patch_weight_;        // [D, P]
  at::Tensor lead_embedding_;      // [L, D]
  at::Tensor position_embedding_;  // [N, D]
  std::vector<Block> blocks_;
  LayerNorm norm_;
};

}  // namespace supreme
