#include "train/replicas.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "nn/record_text_loss.h"
#include "nn/supreme_model.h"
#include "tests/core/expect_error.h"
#include "tests/train/small_batch.h"

namespace supreme {
namespace {

LossOptions MaskedLoss() {
  LossOptions options;
  options.mask_uncertain = true;
  return options;
}

struct Result {
  double loss = 0.0;
  std::map<std::string, at::Tensor> gradients, statistics;
};

Result Compute(const ModelConfig& config, const Batch& batch, const ReplicaOptions& options) {
  SupremeModel model(config);
  model.weights().Initialise(Rng(1));
  Replicas replicas(model, options);
  Result result;
  result.loss = replicas.ComputeGradients(batch, MaskedLoss());
  for (const auto& [name, tensor] : model.weights().parameters()) {
    result.gradients[name] = tensor.grad().clone();
  }
  for (const auto& [name, tensor] : model.weights().buffers()) {
    result.statistics[name] = tensor.clone();
  }
  return result;
}

TEST(Replicas, TwoHalvesGiveTheGradientsOfTheWholeBatch) {
  const ModelConfig config = SmallModel("vit");
  const Batch batch = RandomBatch(config, 7);
  const Result one = Compute(config, batch, {.count = 1, .threads = 2});
  const Result two = Compute(config, batch, {.count = 2, .threads = 2});
  const Result three = Compute(config, batch, {.count = 3, .threads = 3});
  EXPECT_NEAR(one.loss, two.loss, 1e-6);
  for (const auto& [name, gradient] : one.gradients) {
    const double size = gradient.norm().item<double>();
    EXPECT_NEAR((two.gradients.at(name) - gradient).norm().item<double>(), 0.0, 1e-5 + 1e-4 * size)
        << name;
    EXPECT_NEAR((three.gradients.at(name) - gradient).norm().item<double>(), 0.0,
                1e-5 + 1e-4 * size)
        << name;
  }
}

TEST(Replicas, DoNotDependOnTiming) {
  ModelConfig config = SmallModel("resnet");
  config.dropout = 0.3;
  const Batch batch = RandomBatch(config, 8);
  const ReplicaOptions options{.count = 4, .threads = 4};
  const Result first = Compute(config, batch, options);
  for (int i = 0; i < 3; ++i) {
    const Result again = Compute(config, batch, options);
    EXPECT_EQ(first.loss, again.loss);
    for (const auto& [name, gradient] : first.gradients) {
      EXPECT_TRUE(at::equal(again.gradients.at(name), gradient)) << name;
    }
  }
}

TEST(Replicas, AverageTheStatisticsOfTheirParts) {
  const ModelConfig config = SmallModel("resnet");
  const Batch batch = RandomBatch(config, 8);
  const auto half = [&](int64_t first) {
    return Batch{batch.samples.narrow(0, first, 4), batch.lead_log_std.narrow(0, first, 4),
                 batch.labels.narrow(0, first, 4), batch.queries};
  };
  const Result a = Compute(config, half(0), {});
  const Result b = Compute(config, half(4), {});
  const Result both = Compute(config, batch, {.count = 2, .threads = 2});
  const std::string name = "encoder.stem.norm.running_var";
  const at::Tensor mean = (a.statistics.at(name) + b.statistics.at(name)) / 2;
  EXPECT_TRUE(at::allclose(both.statistics.at(name), mean, 1e-5, 1e-6));
  EXPECT_FALSE(at::allclose(a.statistics.at(name), mean, 1e-5, 1e-6));
}

TEST(Replicas, LeaveNoGradientsBehindWhenTheLossIsNotFinite) {
  const ModelConfig config = SmallModel("vit");
  Batch bad = RandomBatch(config, 4);
  const Batch good = RandomBatch(config, 4);
  bad.samples[3].fill_(std::numeric_limits<float>::quiet_NaN());
  const Result wanted = Compute(config, good, {.count = 2, .threads = 2});
  SupremeModel model(config);
  model.weights().Initialise(Rng(1));
  Replicas replicas(model, {.count = 2, .threads = 2});
  EXPECT_FALSE(std::isfinite(replicas.ComputeGradients(bad, MaskedLoss())));
  for (const auto& [name, tensor] : model.weights().parameters()) tensor.mutable_grad().reset();
  EXPECT_EQ(replicas.ComputeGradients(good, MaskedLoss()), wanted.loss);
  for (const auto& [name, gradient] : wanted.gradients) {
    EXPECT_TRUE(at::equal(model.weights().Get(name).grad(), gradient)) << name;
  }
}

TEST(Replicas, Bf16GivesNearlyTheSameGradients) {
  for (const char* encoder : {"vit", "resnet"}) {
    const ModelConfig config = SmallModel(encoder);
    const Batch batch = RandomBatch(config, 8);
    const Result exact = Compute(config, batch, {});
    const Result rounded = Compute(config, batch, {.precision = "bf16"});
    EXPECT_NEAR(exact.loss, rounded.loss, 0.01);
    EXPECT_NE(exact.loss, rounded.loss);
    for (const auto& [name, gradient] : exact.gradients) {
      const double size = gradient.norm().item<double>();
      EXPECT_LT((rounded.gradients.at(name) - gradient).norm().item<double>(), 2e-3 + 0.1 * size)
          << encoder << " " << name;
    }
  }
}

TEST(Replicas, AddTheContrastiveTermOfTheWholeBatch) {
  const ModelConfig config = SmallModel("vit");
  const Batch batch = RandomBatch(config, 8);
  for (const char* precision : {"fp32", "bf16"}) {
    SupremeModel model(config);
    model.weights().Initialise(Rng(1));
    Replicas replicas(model, {.precision = precision});
    const auto outputs = model.ForwardAll(batch.samples, batch.lead_log_std, batch.queries, {});
    LossOptions loss = MaskedLoss();
    loss.contrastive_temperature = 0.3;
    const double term =
        RecordTextLoss({outputs.tokens, outputs.projected_queries, batch.labels}, 0.3)
            .item<double>();
    EXPECT_GT(term, 0.5);
    const double plain = replicas.ComputeGradients(batch, loss);
    loss.contrastive_weight = 2.0;
    const double tolerance = std::string(precision) == "fp32" ? 1e-5 : 0.05;
    EXPECT_NEAR(replicas.ComputeGradients(batch, loss), plain + 2.0 * term, tolerance);
  }
}

TEST(Replicas, PiecesOfAPartGiveItsGradients) {
  const ModelConfig config = SmallModel("vit");
  const Batch batch = RandomBatch(config, 7);
  const Result whole = Compute(config, batch, {.micro_batch = 7});
  for (const int64_t records : {1, 3}) {
    const Result pieces = Compute(config, batch, {.micro_batch = records});
    EXPECT_NEAR(pieces.loss, whole.loss, 1e-6);
    for (const auto& [name, gradient] : whole.gradients) {
      EXPECT_NEAR((pieces.gradients.at(name) - gradient).norm().item<double>(), 0.0,
                  1e-5 + 1e-4 * gradient.norm().item<double>())
          << name;
    }
  }
}

TEST(Replicas, RefusePiecesWhereBatchNormNeedsTheWhole) {
  SupremeModel model(SmallModel("resnet"));
  ExpectError(ErrorCode::kUsage, "whole parts", [&] { Replicas(model, {.micro_batch = 2}); });
}

TEST(Replicas, StartedGradientsAreThoseComputed) {
  for (const char* encoder : {"vit", "resnet"}) {
    const ModelConfig config = SmallModel(encoder);
    const Batch batch = RandomBatch(config, 6);
    const Result wanted = Compute(config, batch, {.micro_batch = 0});
    SupremeModel model(config);
    model.weights().Initialise(Rng(1));
    const at::Tensor loss = Replicas(model, {}).StartGradients(batch, MaskedLoss());
    EXPECT_NEAR(loss.item<double>(), wanted.loss, 1e-6);
    for (const auto& [name, gradient] : wanted.gradients) {
      EXPECT_TRUE(at::equal(model.weights().Get(name).grad(), gradient)) << name;
    }
  }
}

TEST(Replicas, AreForTheCpuOnly) {
  SupremeModel model(SmallModel("vit"));
  ExpectError(ErrorCode::kUsage, "on the CPU",
              [&] { Replicas(model, {.count = 2, .device = at::Device(at::kMeta)}); });
}

}  // namespace
}  // namespace supreme
