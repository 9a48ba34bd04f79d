#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/vocab/linkage_inputs.h"

namespace supreme {
namespace {

TEST(AverageLinkage, JoinsWhatTheDefinitionJoins) {
  for (uint64_t seed = 1; seed <= 30; ++seed) {
    const UnitVectors vectors = RandomVectors(seed, 60, 24, 0.3 + 0.02 * static_cast<double>(seed));
    const std::vector<uint32_t> kinds(60, 0);
    const LinkageInput input = InputOf(vectors, kinds, NeverApart);
    EXPECT_EQ(AverageLinkage(input), NaiveLinkage(input, Linkage::kAverage)) << seed;
  }
}

TEST(AverageLinkage, NeverJoinsKindsThatAreApartEvenThroughAThird) {
  for (uint64_t seed = 1; seed <= 20; ++seed) {
    const UnitVectors vectors = RandomVectors(seed, 60, 24, 0.4);
    std::vector<uint32_t> kinds;
    for (uint32_t i = 0; i < 60; ++i) kinds.push_back(i % 5);
    const auto first_and_second_are_apart = [](uint32_t a, uint32_t b) {
      return (a == 1 && b == 2) || (a == 2 && b == 1);
    };
    const LinkageInput input = InputOf(vectors, kinds, first_and_second_are_apart);
    const Groups groups = AverageLinkage(input);
    EXPECT_EQ(groups, NaiveLinkage(input, Linkage::kAverage)) << seed;
  }
}

// More near rows than are remembered: the bound has to send it back to look at all groups.
TEST(AverageLinkage, StaysExactWhereMoreRowsAreNearThanAreListed) {
  const UnitVectors vectors = RandomVectors(3, 6, 16, 0.2);
  UnitVectors dense{16, {}};
  Rng rng(5);
  for (size_t row = 0; row < 420; ++row) {
    std::vector<double> vector(16);
    double length = 0.0;
    for (size_t i = 0; i < 16; ++i) {
      vector[i] = vectors.Row(0)[i] + 0.11 * rng.Normal();
      length += vector[i] * vector[i];
    }
    for (const double value : vector) {
      dense.values.push_back(static_cast<float>(value / std::sqrt(length)));
    }
  }
  const std::vector<uint32_t> kinds(420, 0);
  const LinkageInput input = InputOf(dense, kinds, NeverApart);
  const Groups groups = AverageLinkage(input);
  EXPECT_GT(groups.size(), 1u);
  EXPECT_EQ(groups, NaiveLinkage(input, Linkage::kAverage));
}

TEST(AverageLinkage, TakesNoRowsAndRowsOfZeros) {
  const LinkageInput none = {{}, {}, NeverApart, 0.8};
  EXPECT_TRUE(AverageLinkage(none).empty());
  const UnitVectors zeros{2, {0.0f, 0.0f, 0.0f, 0.0f}};
  const std::vector<uint32_t> kinds(2, 0);
  EXPECT_EQ(AverageLinkage(InputOf(zeros, kinds, NeverApart)).size(), 2u);
}

}  // namespace
}  // namespace supreme
