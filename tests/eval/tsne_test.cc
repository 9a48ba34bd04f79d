#include "eval/tsne.h"

#include <gtest/gtest.h>

#include "core/progress.h"
#include "eval/pca.h"
#include "tests/core/expect_error.h"
#include "tests/eval/embedding_golden.h"

namespace supreme {
namespace {

class TsneTest : public testing::Test {
 protected:
  void SetUp() override { Progress::SetQuiet(true); }
};

TEST_F(TsneTest, IsAsGoodAsThatOfScikitLearn) {
  const Json golden = EmbeddingGolden()["tsne"];
  const auto values = GoldenValues();
  const Tsne tsne = ComputeTsne(values, kGoldenColumns, {20.0, 1000});
  const double kl = golden["kl_divergence"].get<double>();
  EXPECT_NEAR(tsne.kl_divergence, kl, 0.03 * kl);
  EXPECT_GT(Trustworthiness(values, kGoldenColumns, tsne.map, 10),
            golden["trustworthiness"].get<double>() - 0.005);
}

TEST_F(TsneTest, TrustworthinessEqualsScikitLearn) {
  const Json golden = EmbeddingGolden();
  const auto values = GoldenValues();
  const auto map = golden["tsne"]["map"].get<std::vector<double>>();
  EXPECT_NEAR(Trustworthiness(values, kGoldenColumns, map, 10),
              golden["tsne"]["trustworthiness"].get<double>(), 1e-9);
  const Pca pca = ComputePca(values, kGoldenColumns, 2);
  EXPECT_NEAR(Trustworthiness(values, kGoldenColumns, pca.coordinates, 10),
              golden["pca_trustworthiness"].get<double>(), 1e-9);
}

TEST_F(TsneTest, GivesTheSameMapForTheSameData) {
  const auto values = GoldenValues();
  EXPECT_EQ(ComputeTsne(values, kGoldenColumns, {20.0, 100}).map,
            ComputeTsne(values, kGoldenColumns, {20.0, 100}).map);
}

TEST_F(TsneTest, CopiesOfARecordDoNotDivideByZero) {
  const Tsne tsne = ComputeTsne(std::vector<float>(60, 1.0F), 2, {5.0, 50});
  for (const double value : tsne.map) EXPECT_TRUE(std::isfinite(value));
  EXPECT_TRUE(std::isfinite(tsne.kl_divergence));
}

TEST_F(TsneTest, RefusesWhatCannotBeMapped) {
  const auto values = GoldenValues();
  ExpectError(ErrorCode::kInvalidInput, "perplexity of 50", [&] {
    ComputeTsne(values, kGoldenColumns, {50.0, 10});
  });
  ExpectError(ErrorCode::kInvalidInput, "too many for t-SNE",
              [] { ComputeTsne(std::vector<float>(kMaxTsneRecords + 1, 0.0F), 1, {}); });
  ExpectError(ErrorCode::kInvalidInput, "75 neighbours", [&] {
    Trustworthiness(values, kGoldenColumns, std::vector<double>(2 * kGoldenRows), 75);
  });
}

}  // namespace
}  // namespace supreme
