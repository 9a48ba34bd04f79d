// t-SNE: a map in two dimensions that keeps neighbours together (van der Maaten and Hinton 2008,
// jmlr.org/papers/v9/vandermaaten08a.html). Exact: every pair counts, no tree.
//
// Distances between clusters and their sizes mean nothing in such a map, and clusters can appear in
// noise: read it beside the trustworthiness and beside the principal components.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace supreme {

// O(records²) a step and as much memory: 5,000 records are 200 MB and a minute or two.
inline constexpr size_t kMaxTsneRecords = 5000;

struct TsneOptions {
  double perplexity = 30.0;  // about how many neighbours a record has; below a third of the records
  size_t steps = 1000;
};

struct Tsne {
  std::vector<double> map;     // [records, 2]
  double kl_divergence = 0.0;  // what is minimised: of the neighbourhoods in the map
};

// `values` [records, columns]. Starts from the principal components, so nothing is drawn and the
// same data give the same map. Errors: those of ComputePca; kInvalidInput for more than
// kMaxTsneRecords records or a perplexity that does not fit their number. Shows progress;
// kCancelled.
Tsne ComputeTsne(std::span<const float> values, size_t columns, const TsneOptions& options = {});

// How far neighbours in the map are neighbours in truth, 0 to 1 (Venna and Kaski 2001, doi
// 10.1007/3-540-44668-0_68): 1 − 2 / (n k (2n − 3k − 1)) · Σ (rank − k) over the k neighbours of
// each record in the map that are not among its k nearest in truth. 1 is best; a random map has
// about 0.5. kInvalidInput unless 0 < k < records / 2.
double Trustworthiness(std::span<const float> values, size_t columns, std::span<const double> map,
                       size_t k);

}  // namespace supreme
