// A batch shared by ranks against the same batch in one process.
#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "nn/supreme_model.h"
#include "tests/core/expect_error.h"
#include "tests/train/small_batch.h"
#include "tests/train/thread_ranks.h"
#include "train/replicas.h"
#include "train/share.h"

namespace supreme {
namespace {

Batch ShareOf(const Batch& batch, const Collective& ranks) {
  const Share share{ranks.rank(), ranks.size()};
  const int64_t records = batch.samples.size(0);
  const auto own = [&](const at::Tensor& rows) {
    return rows.narrow(0, share.Begin(records), share.Size(records));
  };
  return {own(batch.samples), own(batch.lead_log_std), own(batch.labels), batch.queries};
}

struct Result {
  double loss = 0.0;
  std::map<std::string, at::Tensor> gradients, statistics;
};

// In float64, so that nothing but a wrong sum can make a difference.
Result Compute(const ModelConfig& config, const Batch& batch, Collective& ranks) {
  SupremeModel model(config, {.dtype = at::kDouble});
  model.weights().Initialise(Rng(1));
  Replicas replicas(model, {.threads = 1, .ranks = &ranks, .bucket_mb = 0.05});
  LossOptions masked;
  masked.mask_uncertain = true;
  Result result;
  result.loss = replicas.ComputeGradients(ShareOf(batch, ranks), masked);
  for (const auto& [name, tensor] : model.weights().parameters()) {
    result.gradients[name] = tensor.grad().clone();
  }
  for (const auto& [name, tensor] : model.weights().buffers()) {
    result.statistics[name] = tensor.clone();
  }
  return result;
}

double Distance(const at::Tensor& a, const at::Tensor& b) {
  return (a - b).norm().item<double>() / std::max(1e-9, b.norm().item<double>());
}

class SharedSteps : public ::testing::TestWithParam<std::string> {};

// 1 × 8 = 2 × 4 = 4 × 2, and 3 ranks with 3, 3 and 2 records.
TEST_P(SharedSteps, GiveTheGradientsOfOneProcess) {
  const ModelConfig config = SmallModel(GetParam());
  const Batch batch = RandomBatch(config, 8, at::kDouble);
  SingleProcess alone;
  const Result wanted = Compute(config, batch, alone);
  ASSERT_GT(wanted.loss, 0.1);
  for (const int64_t size : {2, 3, 4}) {
    ThreadRanks(size).Run([&](Collective& ranks) {
      const Result got = Compute(config, batch, ranks);
      EXPECT_NEAR(got.loss, wanted.loss, 1e-6 * wanted.loss);
      for (const auto& [name, gradient] : wanted.gradients) {
        EXPECT_LT(Distance(got.gradients.at(name), gradient), 1e-6) << size << " ranks, " << name;
      }
      for (const auto& [name, statistic] : wanted.statistics) {
        EXPECT_LT(Distance(got.statistics.at(name), statistic), 1e-6) << size << " ranks, " << name;
      }
    });
  }
}

TEST_P(SharedSteps, AreTheSameToTheLastBitOnAllRanksAndInAllRuns) {
  const ModelConfig config = SmallModel(GetParam());
  const Batch batch = RandomBatch(config, 8, at::kDouble);
  std::vector<Result> results(6);
  for (size_t run = 0; run < 2; ++run) {
    ThreadRanks(3).Run([&](Collective& ranks) {
      results[run * 3 + static_cast<size_t>(ranks.rank())] = Compute(config, batch, ranks);
    });
  }
  for (const Result& result : results) {
    EXPECT_EQ(result.loss, results[0].loss);
    for (const auto& [name, gradient] : results[0].gradients) {
      EXPECT_TRUE(at::equal(result.gradients.at(name), gradient)) << name;
    }
  }
}

TEST_P(SharedSteps, AreNotFiniteOnAnyRankWhenOneRecordIsNot) {
  const ModelConfig config = SmallModel(GetParam());
  Batch batch = RandomBatch(config, 4, at::kDouble);
  batch.samples[3].fill_(std::numeric_limits<double>::quiet_NaN());
  for (int repeat = 0; repeat < 3; ++repeat) {
    ThreadRanks(2).Run([&](Collective& ranks) {
      EXPECT_FALSE(std::isfinite(Compute(config, batch, ranks).loss));
    });
  }
}

INSTANTIATE_TEST_SUITE_P(Encoders, SharedSteps, ::testing::Values("vit", "resnet"));

TEST(SharedStep, ThatFailsOnOneRankFailsOnAll) {
  const ModelConfig config = SmallModel("vit");
  const Batch batch = RandomBatch(config, 4, at::kDouble);
  std::atomic<int> failed = 0;
  ThreadRanks(2).Run([&](Collective& ranks) {
    SupremeModel model(config, {.dtype = at::kDouble});
    model.weights().Initialise(Rng(1));
    Replicas replicas(model, {.threads = 1, .ranks = &ranks});
    Batch own = ShareOf(batch, ranks);
    replicas.ComputeGradients(own, {});
    for (const auto& [name, tensor] : model.weights().parameters()) tensor.mutable_grad().reset();
    if (ranks.rank() == 1) own.samples = own.samples.to(at::kFloat);  // does not fit the weights
    try {
      replicas.ComputeGradients(own, {});
    } catch (const std::exception&) {
      ++failed;
    }
  });
  EXPECT_EQ(failed, 2);
}

TEST(SharedStep, ExcludesReplicas) {
  ThreadRanks(2).Run([](Collective& ranks) {
    SupremeModel model(SmallModel("vit"));
    ExpectError(ErrorCode::kUsage, "train.replicas",
                [&] { Replicas(model, {.count = 2, .ranks = &ranks}); });
  });
}

}  // namespace
}  // namespace supreme
