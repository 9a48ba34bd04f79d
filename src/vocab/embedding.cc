#include "vocab/embedding.h"

#include <array>
#include <cmath>

#include "core/error.h"
#include "signal/vectorised.h"

namespace supreme {
namespace {

constexpr size_t kLanes = 8;  // sums side by side: the same bits with any vector width

}  // namespace

SUPREME_VECTOR_CLONES
double Dot(std::span<const float> a, std::span<const float> b) {
  std::array<double, kLanes> sums{};
  const size_t whole = a.size() / kLanes * kLanes;
  for (size_t i = 0; i < whole; i += kLanes) {
    for (size_t lane = 0; lane < kLanes; ++lane) {
      sums[lane] += static_cast<double>(a[i + lane]) * static_cast<double>(b[i + lane]);
    }
  }
  for (size_t i = whole; i < a.size(); ++i) {
    sums[0] += static_cast<double>(a[i]) * static_cast<double>(b[i]);
  }
  double sum = 0.0;
  for (const double part : sums) sum += part;
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
