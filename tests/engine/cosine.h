// How far two embeddings point the same way.
#pragma once

#include <cmath>
#include <numeric>
#include <span>

namespace supreme {

// Of vectors of one width, neither of them zero.
inline double CosineSimilarity(std::span<const float> a, std::span<const float> b) {
  const auto dot = [](std::span<const float> x, std::span<const float> y) {
    return std::inner_product(x.begin(), x.end(), y.begin(), 0.0);
  };
  return dot(a, b) / std::sqrt(dot(a, a) * dot(b, b));
}

}  // namespace supreme
