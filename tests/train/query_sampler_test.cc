#include "train/query_sampler.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <map>

#include "nn/supreme_model.h"
#include "train/batch_loss.h"
#include "train/device.h"
#include "train/replicas.h"

namespace supreme {
namespace {

using Draws = std::vector<QueryDraw>;

TEST(QuerySampler, AsksAllThatArePresentAndFillsUpWithOthers) {
  const std::vector<uint8_t> present = {0, 1, 0, 0, 1, 0, 0, 0};
  const QueryDraw draw = DrawQueries(present, 5, Rng(1));
  ASSERT_EQ(draw.queries.size(), 5U);
  for (size_t i = 0; i < draw.queries.size(); ++i) {
    const bool is_present = present[static_cast<size_t>(draw.queries[i])] != 0;
    EXPECT_EQ(draw.weights[i], is_present ? 1.0f : 6.0f / 3.0f);
    if (i > 0) {
      EXPECT_LT(draw.queries[i - 1], draw.queries[i]);
    }
  }
  EXPECT_EQ(std::count(draw.weights.begin(), draw.weights.end(), 1.0f), 2);
}

TEST(QuerySampler, AlwaysAsksSomeThatAreAbsent) {
  std::vector<uint8_t> present(40, 1);
  for (size_t q = 0; q < 20; ++q) present[q] = 0;
  const QueryDraw draw = DrawQueries(present, 8, Rng(1));
  EXPECT_EQ(draw.queries.size(), 22U) << "20 present and a quarter of 8 others";
  EXPECT_EQ(*std::max_element(draw.weights.begin(), draw.weights.end()), 10.0f);
}

TEST(QuerySampler, AsksEverythingWhenThereIsNotMore) {
  const QueryDraw draw = DrawQueries(std::vector<uint8_t>{1, 0, 0}, 9, Rng(1));
  EXPECT_EQ(draw.queries, (std::vector<int64_t>{0, 1, 2}));
  EXPECT_EQ(draw.weights, (std::vector<float>{1.0f, 1.0f, 1.0f}));
}

TEST(QuerySampler, DrawsTheSameForTheSameSeedOnly) {
  const std::vector<uint8_t> present(100, 0);
  EXPECT_EQ(DrawQueries(present, 10, Rng(3)).queries, DrawQueries(present, 10, Rng(3)).queries);
  EXPECT_NE(DrawQueries(present, 10, Rng(3)).queries, DrawQueries(present, 10, Rng(4)).queries);
}

TEST(QuerySampler, DrawsEveryAbsentQueryEquallyOften) {
  const std::vector<uint8_t> present = {0, 1, 0, 0, 0, 0};
  std::map<int64_t, int> seen;
  constexpr int kDraws = 20000;
  for (int i = 0; i < kDraws; ++i) {
    for (const int64_t query :
         DrawQueries(present, 3, Rng(5).Fork(static_cast<uint64_t>(i))).queries)
      ++seen[query];
  }
  EXPECT_EQ(seen[1], kDraws);
  for (const int64_t query : {0, 2, 3, 4, 5}) EXPECT_NEAR(seen[query], 0.4 * kDraws, 300) << query;
}

// A batch of 3 records × 5 queries in which query 1 is present; two of the others are asked.
class SampledLoss : public ::testing::Test {
 protected:
  SampledLoss() : model_(Model()) {
    SetThreads(1, 1);  // small sizes: a second thread only waits
    model_.weights().Initialise(Rng(1), LinearInit::kFanIn);
    at::manual_seed(1);
    batch_.samples = at::randn({3, 12, 500});
    batch_.lead_log_std = at::zeros({3, 12});
    batch_.labels = at::tensor({0, 1, 0, 2, 0,  //
                                0, 0, 2, 0, 0,  //
                                0, 1, 0, 0, 2})
                        .to(at::kByte)
                        .reshape({3, 5});
    batch_.queries = at::randn({5, 16});
    loss_.pos_weight = at::tensor({1.0f, 3.0f, 1.0f, 2.0f, 1.0f});
  }

  static ModelConfig Model() {
    ModelConfig config = ModelPreset("vit-nano");
    config.text_width = 16;
    config.depth = 1;
    config.dropout = 0.0;
    config.stochastic_depth = 0.0;
    config.query_self_attention = false;
    config.preprocess.window_samples = 500;
    return config;
  }

  struct Result {
    double loss = 0.0;
    at::Tensor gradient;  // of all weights
  };
  Result Compute(const Batch& batch) {
    for (const auto& [name, tensor] : model_.weights().parameters()) tensor.mutable_grad().reset();
    Result result;
    result.loss = Replicas(model_, {.threads = 1}).ComputeGradients(batch, loss_);
    std::vector<at::Tensor> parts;
    for (const auto& [name, tensor] : model_.weights().parameters()) {
      parts.push_back(tensor.grad().flatten().to(at::kDouble));
    }
    result.gradient = at::cat(parts);
    return result;
  }

  Result ComputeAsking(const QueryDraw& draw) {
    Batch batch = batch_;
    CountLabels(batch);
    AskOnly(draw, batch);
    return Compute(batch);
  }

  void ExpectMeanOfAllDrawsIsTheWhole() {
    const Result whole = Compute(batch_);
    const std::vector<int64_t> others = {0, 2, 3, 4};
    double loss = 0.0;
    at::Tensor gradient = at::zeros_like(whole.gradient);
    for (size_t a = 0; a < others.size(); ++a) {
      for (size_t b = a + 1; b < others.size(); ++b) {
        QueryDraw draw{{others[a], others[b], 1}, {2.0f, 2.0f, 1.0f}};
        const Result part = ComputeAsking(draw);
        loss += part.loss / 6.0;
        gradient += part.gradient / 6.0;
      }
    }
    EXPECT_NEAR(loss, whole.loss, 1e-6);
    EXPECT_LT((gradient - whole.gradient).norm().item<double>(),
              1e-5 * whole.gradient.norm().item<double>());
  }

  SupremeModel model_;
  Batch batch_;
  LossOptions loss_;
};

TEST_F(SampledLoss, MeanOverAllPossibleDrawsIsTheWholeLossAndGradient) {
  ExpectMeanOfAllDrawsIsTheWhole();
}

TEST_F(SampledLoss, MeanOverAllPossibleDrawsIsTheWholeWithUncertainMasked) {
  loss_.mask_uncertain = true;
  ExpectMeanOfAllDrawsIsTheWhole();
}

TEST_F(SampledLoss, OneDrawIsNotTheWhole) {
  EXPECT_GT(std::abs(ComputeAsking({{0, 1, 2}, {2.0f, 1.0f, 2.0f}}).loss - Compute(batch_).loss),
            1e-5);
}

TEST_F(SampledLoss, MeanOverManyDrawsComesNearTheWhole) {
  const Result whole = Compute(batch_);
  const std::vector<uint8_t> present = {0, 1, 0, 0, 0};
  constexpr int kDraws = 150;
  double loss = 0.0, squares = 0.0;
  at::Tensor gradient = at::zeros_like(whole.gradient);
  for (int i = 0; i < kDraws; ++i) {
    const QueryDraw draw = DrawQueries(present, 3, Rng(9).Fork(static_cast<uint64_t>(i)));
    const Result part = ComputeAsking(draw);
    loss += part.loss / kDraws;
    squares += (part.loss - whole.loss) * (part.loss - whole.loss) / kDraws;
    gradient += part.gradient / kDraws;
  }
  EXPECT_NEAR(loss, whole.loss, 4.0 * std::sqrt(squares / kDraws));
  EXPECT_LT((gradient - whole.gradient).norm().item<double>(),
            0.3 * whole.gradient.norm().item<double>());
}

}  // namespace
}  // namespace supreme
