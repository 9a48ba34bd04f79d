#include "vocab/embedding.h"

#include <gtest/gtest.h>

namespace supreme {
namespace {

TEST(EmbedUnit, GivesRowsOfLengthOneAndLeavesZero) {
  const EmbedTexts embed = [](std::span<const std::string>) {
    return std::vector<float>{3.0f, 4.0f, 0.0f, 0.0f};
  };
  const UnitVectors vectors = EmbedUnit(embed, std::vector<std::string>{"a", "b"});
  ASSERT_EQ(vectors.count(), 2u);
  EXPECT_FLOAT_EQ(vectors.Row(0)[0], 0.6f);
  EXPECT_NEAR(Dot(vectors.Row(0), vectors.Row(0)), 1.0, 1e-6);
  EXPECT_EQ(Dot(vectors.Row(0), vectors.Row(1)), 0.0);
}

}  // namespace
}  // namespace supreme
