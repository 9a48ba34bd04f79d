#include "eval/pca.h"

#include <gtest/gtest.h>

#include <limits>

#include "tests/core/expect_error.h"
#include "tests/eval/embedding_golden.h"

namespace supreme {
namespace {

TEST(Pca, EqualsScikitLearn) {
  const Json golden = EmbeddingGolden()["pca"];
  const Pca pca = ComputePca(GoldenValues(), kGoldenColumns, 3);
  const auto coordinates = golden["coordinates"].get<std::vector<double>>();
  ASSERT_EQ(pca.coordinates.size(), coordinates.size());
  for (size_t i = 0; i < coordinates.size(); ++i) {
    ASSERT_NEAR(pca.coordinates[i], coordinates[i], 1e-6) << i;
  }
  for (size_t c = 0; c < 3; ++c) {
    EXPECT_NEAR(pca.variances[c], golden["variances"][c].get<double>(), 1e-9);
    EXPECT_NEAR(pca.shares[c], golden["shares"][c].get<double>(), 1e-9);
  }
}

TEST(Pca, AxesHaveLengthOneAndStandUpright) {
  const Pca pca = ComputePca(GoldenValues(), kGoldenColumns, 3);
  for (size_t a = 0; a < 3; ++a) {
    for (size_t b = 0; b < 3; ++b) {
      double product = 0.0;
      for (size_t i = 0; i < kGoldenColumns; ++i) {
        product += pca.axes[a * kGoldenColumns + i] * pca.axes[b * kGoldenColumns + i];
      }
      EXPECT_NEAR(product, a == b ? 1.0 : 0.0, 1e-12);
    }
  }
}

TEST(Pca, ConstantDataHaveNoVariance) {
  const Pca pca = ComputePca(std::vector<float>(30, 2.5F), 3, 2);
  EXPECT_EQ(pca.variances, (std::vector<double>{0.0, 0.0}));
  EXPECT_EQ(pca.shares, (std::vector<double>{0.0, 0.0}));
}

TEST(Pca, RefusesWhatHasNoComponents) {
  ExpectError(ErrorCode::kInvalidInput, "1 records of 3 features",
              [] { ComputePca(std::vector<float>(3, 1.0F), 3, 1); });
  ExpectError(ErrorCode::kInvalidInput, "no table of 4 columns",
              [] { ComputePca(std::vector<float>(6, 1.0F), 4, 1); });
  std::vector<float> values(30, 1.0F);
  values[7] = std::numeric_limits<float>::quiet_NaN();
  ExpectError(ErrorCode::kInvalidInput, "not finite", [&] { ComputePca(values, 3, 2); });
}

}  // namespace
}  // namespace supreme
