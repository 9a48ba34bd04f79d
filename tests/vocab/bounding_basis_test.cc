#include "vocab/bounding_basis.h"

#include <gtest/gtest.h>

#include "tests/vocab/linkage_inputs.h"

namespace supreme {
namespace {

double ShortProduct(const BoundingBasis& basis, std::span<const float> a,
                    std::span<const float> b) {
  std::vector<float> short_a(kBoundWidth);
  std::vector<float> short_b(kBoundWidth);
  basis.Shorten(a, 1.0, short_a);
  basis.Shorten(b, 1.0, short_b);
  return Dot(short_a, short_b);
}

TEST(BoundingBasis, NeverPutsAProductTooLow) {
  for (const size_t width : {3, 48, 120}) {
    const UnitVectors vectors = RandomVectors(width, 90, width, 0.7);
    const BoundingBasis basis({vectors.values, width});
    for (size_t a = 0; a < 90; ++a) {
      for (size_t b = 0; b <= a; ++b) {
        EXPECT_GE(ShortProduct(basis, vectors.Row(a), vectors.Row(b)),
                  Dot(vectors.Row(a), vectors.Row(b)) - kBoundSlack);
      }
    }
  }
}

TEST(BoundingBasis, IsTightWhereTheRowsLieInFewDirections) {
  UnitVectors vectors = RandomVectors(1, 90, 40, 0.7);
  vectors.values.resize(90 * 40);
  const BoundingBasis basis({vectors.values, 40});
  EXPECT_NEAR(ShortProduct(basis, vectors.Row(1), vectors.Row(50)),
              Dot(vectors.Row(1), vectors.Row(50)), 1e-4);
}

}  // namespace
}  // namespace supreme
