// Training loss: mean binary cross-entropy with logits over records × queries (paper §2).
#pragma once

#include <ATen/core/Tensor.h>

namespace supreme {

struct LossOptions {
  double direct_weight = 0.0;    // of the direct head's mean cross-entropy, beside the queries'
  double contrast_weight = 1.0;  // of labels 3
  double contrast_margin = 0.0;  // logits of labels 3 are pushed this far below those of labels 0
  bool mask_uncertain = false;   // leave label 2 out of the mean; otherwise it counts as absent
  at::Tensor pos_weight;         // [M] factor on the positive term; undefined = 1
  at::Tensor query_weight;       // [M] factor on all terms of a query; undefined = 1
};

//   logits  [B, M]
//   labels  [B, M] uint8: 0 absent, 1 present, 2 uncertain, 3 absent, but its opposite is present
//   returns scalar; 0 when every label is masked
at::Tensor QueryLoss(const at::Tensor& logits, const at::Tensor& labels,
                     const LossOptions& options);

// The mean's two parts, for a batch that is computed in pieces: the sum over one piece, and how
// many labels of the whole batch count.
at::Tensor QueryLossSum(const at::Tensor& logits, const at::Tensor& labels,
                        const LossOptions& options);
int64_t CountedLabels(const at::Tensor& labels, const LossOptions& options);

}  // namespace supreme
