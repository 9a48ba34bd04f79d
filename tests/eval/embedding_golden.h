// The data of scripts/goldens/embedding.py, and what scikit-learn makes of them.
#pragma once

#include <cmath>
#include <filesystem>
#include <vector>

#include "core/json.h"

namespace supreme {

inline constexpr size_t kGoldenRows = 150;
inline constexpr size_t kGoldenColumns = 12;

inline std::vector<float> GoldenValues() {
  std::vector<float> values;
  for (size_t i = 0; i < kGoldenRows; ++i) {
    for (size_t j = 0; j < kGoldenColumns; ++j) {
      const auto row = static_cast<double>(i), column = static_cast<double>(j);
      const double center = 1.2 * std::sin(1.7 * static_cast<double>(i % 5) + 0.9 * column);
      values.push_back(static_cast<float>(
          center + std::sin(12.9898 * row + 78.233 * column) * (1.0 + 0.1 * column) +
          std::cos(3.7 * row * (column + 1.0))));
    }
  }
  return values;
}

inline Json EmbeddingGolden() {
  return ReadJsonFile(std::filesystem::path(SUPREME_SOURCE_DIR) / "testdata" / "eval" /
                      "embedding.json");
}

}  // namespace supreme
