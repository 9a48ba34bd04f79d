// Short rows that bound the dot product of long ones, so that most pairs of a large set are settled
// with an eighth of the arithmetic.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace supreme {

// Rows of floats, owned by someone else.
struct RowsView {
  std::span<const float> values;
  size_t width = 0;

  size_t count() const { return width == 0 ? 0 : values.size() / width; }
  std::span<const float> Row(size_t row) const { return values.subspan(row * width, width); }
};

constexpr size_t kBoundWidth = 48;
// By how much rounding may put the product of two short rows under that of the rows themselves.
constexpr double kBoundSlack = 2e-5;

// The leading directions of the rows. A vector is kept as its coordinates along them, followed by
// the length of what is left; by Cauchy-Schwarz the product of two such short rows is at least the
// product of the vectors. Holds for all vectors of length 1 at most; the nearer they are to the
// rows it was made from, the tighter. Immutable, thread-safe.
class BoundingBasis {
 public:
  // Looks at 2,048 rows at most. O(2048 × 48 × width).
  explicit BoundingBasis(const RowsView& rows);

  // `vector` scaled by `scale` → kBoundWidth floats.
  void Shorten(std::span<const float> vector, double scale, std::span<float> shortened) const;

 private:
  size_t width_;
  std::vector<float> directions_;  // [kBoundWidth - 1, width], orthonormal; unused ones are zero
};

}  // namespace supreme
