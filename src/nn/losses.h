// Training losses over records × queries: cross-entropy (paper §2), focal and asymmetric.
#pragma once

#include <ATen/core/Tensor.h>

#include <string>

namespace supreme {

enum class LossKind {
  kBce,         // −log p of present labels, −log(1 − p) of absent ones
  kFocal,       // Lin et al. 2017, doi 10.1109/ICCV.2017.324: sure labels count less
  kAsymmetric,  // Ridnik et al. 2021, doi 10.1109/ICCV48922.2021.00015: sure absent ones only
};

// "bce", "focal" or "asymmetric"; kUsage for another word.
LossKind LossKindFromName(const std::string& name);

struct LossOptions {
  double direct_weight = 0.0;    // of the direct head's mean loss, beside the queries'
  double contrast_weight = 1.0;  // of labels 3
  double contrast_margin = 0.0;  // logits of labels 3 are pushed this far below those of labels 0
  bool mask_uncertain = false;   // leave label 2 out of the mean; otherwise it counts as absent
  at::Tensor pos_weight = {};    // [M] factor on the positive term; undefined = 1
  at::Tensor query_weight = {};  // [M] factor on all terms of a query; undefined = 1
  LossKind kind = LossKind::kBce;
  // Focal: −a (1 − p)^gamma log p and −(1 − a) p^gamma log(1 − p); with alpha 0, a and 1 − a are 1.
  double focal_gamma = 2.0;
  double focal_alpha = 0.25;
  // Asymmetric: −(1 − p)^positive_gamma log p and −q^negative_gamma log(1 − q), q = max(p − shift,
  // 0).
  double positive_gamma = 0.0;
  double negative_gamma = 4.0;
  double negative_shift = 0.05;
  // Of the mean contrastive term beside the queries' (nn/record_text_loss.h).
  double contrastive_weight = 0.0;
  double contrastive_temperature = 0.1;
};

// The mean over the labels that count, also for focal and asymmetric, whose papers divide by the
// positives and not at all: that is a matter of the step size only.
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
