#include "vocab/embedding.h"

#include <cmath>

#include "core/error.h"

namespace supreme {

double Dot(std::span<const float> a, std::span<const float> b) {
  double sum = 0.0;
  for (size_t i = 0; i < a.size(); ++i) sum += static_cast<double>(a[i]) * b[i];
  return sum;
}

UnitVectors EmbedUnit(const EmbedTexts& embed, std::span<const std::string> texts) {
  UnitVectors vectors;
  if (texts.empty()) return vectors;
  vectors.values = embed(texts);
  SUPREME_CHECK(!vectors.values.empty() && vectors.values.size() % texts.size() == 0);
  vectors.width = vectors.values.size() / texts.size();
  for (size_t row = 0; row < texts.size(); ++row) {
    const double length = std::sqrt(Dot(vectors.Row(row), vectors.Row(row)));
    if (length == 0.0) continue;
    for (size_t i = 0; i < vectors.width; ++i) {
      float& value = vectors.values[row * vectors.width + i];
      value = static_cast<float>(value / length);
    }
  }
  return vectors;
}

}  // namespace supreme
