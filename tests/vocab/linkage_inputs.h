// Random unit vectors in families, and clustering straight from its definition, to compare with.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "core/rng.h"
#include "vocab/embedding.h"
#include "vocab/linkage.h"

namespace supreme {

inline UnitVectors RandomVectors(uint64_t seed, size_t count, size_t width, double spread) {
  Rng rng(seed);
  UnitVectors vectors{width, {}};
  std::vector<double> centre(width);
  for (size_t row = 0; row < count; ++row) {
    if (row % 6 == 0) std::ranges::generate(centre, [&] { return rng.Normal(); });
    double length = 0.0;
    std::vector<double> vector(width);
    for (size_t i = 0; i < width; ++i) {
      vector[i] = centre[i] + spread * rng.Normal();
      length += vector[i] * vector[i];
    }
    for (const double value : vector) {
      vectors.values.push_back(static_cast<float>(value / std::sqrt(length)));
    }
  }
  return vectors;
}

inline bool NeverApart(uint32_t, uint32_t) { return false; }
inline bool OddFromEven(uint32_t a, uint32_t b) { return a % 2 != b % 2; }

inline LinkageInput InputOf(const UnitVectors& vectors, const std::vector<uint32_t>& kinds,
                            bool (*is_apart)(uint32_t, uint32_t)) {
  return {{vectors.values, vectors.width}, kinds, is_apart, 0.8};
}

// Joins the two nearest groups until none are near enough. O(n³).
inline Groups NaiveLinkage(const LinkageInput& input, Linkage linkage) {
  const auto similarity = [&](const std::vector<uint32_t>& a, const std::vector<uint32_t>& b) {
    double sum = 0.0;
    double least = 2.0;
    double most = -2.0;
    for (const uint32_t i : a) {
      for (const uint32_t j : b) {
        if (input.is_apart(input.kinds[i], input.kinds[j])) return -2.0;
        const double cosine = Dot(input.rows.Row(i), input.rows.Row(j));
        sum += cosine;
        least = std::min(least, cosine);
        most = std::max(most, cosine);
      }
    }
    if (linkage == Linkage::kComplete) return least;
    if (linkage == Linkage::kSingle) return most;
    return sum / static_cast<double>(a.size() * b.size());
  };
  Groups groups;
  for (uint32_t row = 0; row < input.rows.count(); ++row) groups.push_back({row});
  while (true) {
    double best = input.threshold;
    std::pair<size_t, size_t> pair;
    for (size_t a = 0; a < groups.size(); ++a) {
      for (size_t b = a + 1; b < groups.size(); ++b) {
        const double near = similarity(groups[a], groups[b]);
        if (near <= best) continue;
        best = near;
        pair = {a, b};
      }
    }
    if (best <= input.threshold) break;
    auto& [a, b] = pair;
    groups[a].insert(groups[a].end(), groups[b].begin(), groups[b].end());
    std::ranges::sort(groups[a]);
    groups.erase(groups.begin() + static_cast<std::ptrdiff_t>(b));
  }
  std::ranges::sort(groups);
  return groups;
}

}  // namespace supreme
