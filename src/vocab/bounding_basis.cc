#include "vocab/bounding_basis.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "vocab/embedding.h"

namespace supreme {
namespace {

constexpr size_t kDirections = kBoundWidth - 1;
constexpr size_t kSampleRows = 2048;
constexpr int kIterations = 5;
// More than the rounding of orthonormal floats can hide, so that the rest is never too short.
constexpr double kRestSlack = 4e-6;

// Gram-Schmidt, twice for accuracy; what depends on earlier directions becomes zero.
void Orthonormalise(std::vector<float>& directions, size_t width) {
  for (size_t k = 0; k < kDirections; ++k) {
    const std::span<float> row(directions.data() + k * width, width);
    const double before = Dot(row, row);
    for (int pass = 0; pass < 2; ++pass) {
      for (size_t other = 0; other < k; ++other) {
        const std::span<const float> done(directions.data() + other * width, width);
        const double share = Dot(row, done);
        for (size_t i = 0; i < width; ++i) row[i] -= static_cast<float>(share * done[i]);
      }
    }
    const double length = std::sqrt(Dot(row, row));
    const bool is_new = length * length > 1e-6 * before && length > 0.0;
    for (float& value : row) value = is_new ? static_cast<float>(value / length) : 0.0f;
  }
}

}  // namespace

BoundingBasis::BoundingBasis(const RowsView& rows)
    : width_(rows.width), directions_(kDirections * rows.width, 0.0f) {
  if (rows.count() == 0) return;
  const size_t step = std::max<size_t>(1, rows.count() / kSampleRows);
  for (size_t k = 0; k < kDirections; ++k) {
    const std::span<const float> start = rows.Row(k * rows.count() / kDirections);
    std::ranges::copy(start, directions_.begin() + static_cast<std::ptrdiff_t>(k * width_));
  }
  Orthonormalise(directions_, width_);
  for (int iteration = 0; iteration < kIterations; ++iteration) {
    std::vector<float> next(directions_.size(), 0.0f);
    for (size_t row = 0; row < rows.count(); row += step) {
      const std::span<const float> vector = rows.Row(row);
      for (size_t k = 0; k < kDirections; ++k) {
        const auto share =
            static_cast<float>(Dot(vector, {directions_.data() + k * width_, width_}));
        float* target = next.data() + k * width_;
        for (size_t i = 0; i < width_; ++i) target[i] += share * vector[i];
      }
    }
    directions_ = std::move(next);
    Orthonormalise(directions_, width_);
  }
}

void BoundingBasis::Shorten(std::span<const float> vector, double scale,
                            std::span<float> shortened) const {
  double rest = Dot(vector, vector) * scale * scale;
  for (size_t k = 0; k < kDirections; ++k) {
    const double share = scale * Dot(vector, {directions_.data() + k * width_, width_});
    shortened[k] = static_cast<float>(share);
    rest -= share * share;
  }
  shortened[kDirections] = static_cast<float>(std::sqrt(std::max(rest, 0.0) + kRestSlack));
}

}  // namespace supreme
