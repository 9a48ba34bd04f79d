// Principal components: the directions in which vectors differ most (Pearson 1901, doi
// 10.1080/14786440109462720).
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace supreme {

struct Pca {
  std::vector<double> coordinates;  // [rows, components], centred
  std::vector<double> axes;         // [components, columns], length 1
  std::vector<double> variances;    // of each component, divided by rows − 1
  std::vector<double> shares;       // of the whole variance
};

inline constexpr size_t kMaxPcaColumns = 8192;

// `values` [rows, columns]. Each axis has the sign that makes its largest entry positive, so that
// the same data give the same picture. Errors: kInvalidInput for fewer than two rows, fewer rows or
// columns than components, too many columns, or a value that is not finite.
Pca ComputePca(std::span<const float> values, size_t columns, size_t components);

}  // namespace supreme
