// The fusion network's plain alternative (paper Table 1(f), "w/o CFN (Linear)"): one logit for each
// query of the training, from the mean of the projected tokens. The paper does not say how the
// tokens are pooled; the mean is what MERL's linear probe takes (Liu et al. 2024, arXiv
// 2403.06659).
#pragma once

#include "nn/layers.h"

namespace supreme {

class LinearHead {
 public:
  LinearHead(const ModelConfig& config, const Weights& weights);
  //   tokens   [B, K, H]  projected ECG tokens
  //   returns  [B, M]     logits of the trained queries, in the order of their vocabulary
  // In training, dropout on the mean, where the fusion network has it on its output.
  at::Tensor Forward(const at::Tensor& tokens, const Mode& mode) const;

 private:
  double dropout_;
  Linear linear_;
};

}  // namespace supreme
