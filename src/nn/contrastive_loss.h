// Loss that draws wordings of one concept together and listed opposites apart.
#pragma once

#include <ATen/core/Tensor.h>

namespace supreme {

struct ContrastiveOptions {
  double temperature = 0.05;
  double margin_weight = 1.0;    // of the second term
  double synonym_margin = 0.9;   // a pair with a higher cosine costs nothing there
  double opposite_margin = 0.5;  // nor an opposite with a lower one
};

// Unit vectors of one batch.
struct ContrastiveBatch {
  at::Tensor anchors;    // [pairs, H]
  at::Tensor positives;  // [pairs, H]: another wording of the same concept
  at::Tensor opposites;  // [K, H]
  at::Tensor owner;      // [K] int64: the pair whose opposite it is
  at::Tensor related;    // [pairs, pairs] bool: means the same, so is no negative; false on the
                         // diagonal
};

// Multiple-negatives ranking loss, i.e. InfoNCE (van den Oord et al., arXiv 1807.03748; Henderson
// et al., arXiv 1705.00652): each anchor has to find its positive among all positives of the batch
// and its own opposites; plus margin_weight times the mean squared hinges of both margins, since
// clustering cuts at a fixed cosine. Scalar.
at::Tensor ContrastiveLoss(const ContrastiveBatch& batch, const ContrastiveOptions& options);

}  // namespace supreme
