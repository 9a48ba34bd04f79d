#include "nn/supreme_model.h"

#include <c10/core/GradMode.h>
#include <gtest/gtest.h>

#include "core/error.h"
#include "tests/nn/golden_case.h"

namespace supreme {
namespace {

constexpr double kTolerance = 1e-5;

class Golden : public ::testing::TestWithParam<const char*> {};

// What the softmax over a single key makes of the query's weights: no gradient, up to rounding.
constexpr double kNoGradient = 1e-12;

// Largest relative difference of a parameter's gradient, and the parameter's name.
std::pair<double, std::string> WorstGradient(const GoldenCase& golden) {
  std::pair<double, std::string> worst{0.0, ""};
  for (const auto& [name, parameter] : golden.model.weights().parameters()) {
    const at::Tensor wanted = golden.Read("grad." + name);
    const bool has_gradient = wanted.to(at::kDouble).norm().item<double>() > kNoGradient;
    const double difference = has_gradient ? RelativeDifference(parameter.grad(), wanted)
                                           : parameter.grad().norm().item<double>();
    worst = std::max(worst, {difference, name});
  }
  return worst;
}

// The golden files hold float32 roundings of float64 results, hence not 1e-12.
TEST_P(Golden, LogitsLossAndEveryGradientEqualPythonInDouble) {
  GoldenCase golden(GetParam(), {.dtype = at::kDouble});
  const at::Tensor logits = golden.Logits();
  const at::Tensor loss = QueryLoss(logits, golden.Read("labels"), golden.loss);
  loss.backward();
  EXPECT_LT(RelativeDifference(logits, golden.Read("logits")), 1e-6);
  EXPECT_LT(RelativeDifference(loss.reshape({1}), golden.Read("loss")), 1e-6);
  const auto [difference, name] = WorstGradient(golden);
  EXPECT_LT(difference, 1e-6) << name;
}

// Through eight blocks of batch norm PyTorch's own float32 is up to 3e-5 away from its float64.
TEST_P(Golden, SinglePrecisionRoundsLittle) {
  GoldenCase golden(GetParam());
  const at::Tensor logits = golden.Logits();
  QueryLoss(logits, golden.Read("labels"), golden.loss).backward();
  EXPECT_LT(RelativeDifference(logits, golden.Read("logits")), kTolerance);
  const auto [difference, name] = WorstGradient(golden);
  EXPECT_LT(difference, GetParam() == std::string("resnet") ? 3e-5 : kTolerance) << name;
}

TEST_P(Golden, MovesBatchStatisticsAsPython) {
  const GoldenCase golden(GetParam());
  golden.Logits();
  for (const auto& [name, buffer] : golden.model.weights().buffers()) {
    EXPECT_LT(RelativeDifference(buffer, golden.Read("after." + name)), kTolerance) << name;
  }
}

// Central differences along a random direction of all parameters together; the distance is so small
// that no ReLU changes its side.
TEST_P(Golden, GradientEqualsFiniteDifferencesInDouble) {
  GoldenCase golden(GetParam(), {.dtype = at::kDouble});
  const auto& parameters = golden.model.weights().parameters();
  golden.Loss().backward();
  at::manual_seed(1);
  std::map<std::string, at::Tensor> direction;
  double slope = 0.0;
  for (const auto& [name, tensor] : parameters) {
    direction[name] = at::randn_like(tensor.detach());
    slope += (tensor.grad() * direction[name]).sum().item<double>();
  }
  const auto loss_at = [&](double distance) {
    const c10::NoGradGuard no_grad;
    for (const auto& [name, tensor] : parameters) tensor.add_(direction[name], distance);
    const auto value = golden.Loss().item<double>();
    for (const auto& [name, tensor] : parameters) tensor.sub_(direction[name], distance);
    return value;
  };
  constexpr double kDistance = 1e-8;
  const double measured = (loss_at(kDistance) - loss_at(-kDistance)) / (2.0 * kDistance);
  EXPECT_NEAR(measured, slope, 1e-6 * std::max(1.0, std::abs(slope)));
}

// Batch norm and dropout see a batch in training; outside of it nothing does.
TEST_P(Golden, OutsideTrainingARecordsScoreDependsNeitherOnItsBatchNorOnItsPlaceThere) {
  const c10::NoGradGuard no_grad;
  const GoldenCase golden(GetParam());
  const at::Tensor queries = golden.Read("query_embeddings");
  at::manual_seed(5);
  const at::Tensor samples = at::randn({64, 12, golden.model.config().preprocess.window_samples});
  const at::Tensor deviations = at::randn({64, 12});
  const auto scores = [&](const at::Tensor& records) {
    return golden.model
        .Forward(samples.index_select(0, records), deviations.index_select(0, records), queries, {})
        .to(at::kDouble)
        .sigmoid();
  };
  std::vector<at::Tensor> rows;
  for (int64_t i = 0; i < 64; ++i) rows.push_back(scores(at::arange(i, i + 1)));
  const at::Tensor alone = at::cat(rows);
  EXPECT_GT((alone[0] - alone[1]).abs().max().item<double>(), 1e-4) << "all score the same";
  double worst = 0.0;
  for (int64_t size = 2; size <= 64; ++size) {
    // All places where batches are small or full, one order of the records in between.
    const bool all_places = size <= 8 || size == 64;
    for (int64_t shift = all_places ? 0 : size - 1; shift < size; ++shift) {
      const at::Tensor records = at::arange(size).roll(shift);
      const at::Tensor changes = scores(records) - alone.index_select(0, records);
      worst = std::max(worst, changes.abs().max().item<double>());
    }
  }
  EXPECT_LE(worst, 1e-6);
}

INSTANTIATE_TEST_SUITE_P(Cases, Golden,
                         ::testing::Values("vit", "vit_zscore_no_self", "vit_linear", "resnet",
                                           "resnet_zscore", "resnet_pooled"));

TEST(SupremeModel, PresetsHaveTheStatedSize) {
  EXPECT_NEAR(
      static_cast<double>(SupremeModel(ModelPreset("tiny")).weights().parameter_count()) / 1e6,
      10.5, 0.2);
  EXPECT_LT(SupremeModel(ModelPreset("nano")).weights().parameter_count(), 1'000'000);
}

TEST(SupremeModel, WithoutSelfAttentionAScoreIgnoresTheOtherQueries) {
  const GoldenCase golden("resnet");
  const auto logits = [&](const at::Tensor& queries) {
    return golden.model.Forward(golden.Read("samples"), golden.Read("lead_log_std"), queries, {});
  };
  const at::Tensor queries = golden.Read("query_embeddings");
  EXPECT_TRUE(
      at::allclose(logits(queries).narrow(1, 0, 2), logits(queries.narrow(0, 0, 2)), 1e-5, 1e-6));
}

TEST(SupremeModel, WithSelfAttentionAScoreDependsOnTheOtherQueries) {
  const GoldenCase golden("vit");
  const auto logits = [&](const at::Tensor& queries) {
    return golden.model.Forward(golden.Read("samples"), golden.Read("lead_log_std"), queries, {});
  };
  const at::Tensor queries = golden.Read("query_embeddings");
  EXPECT_FALSE(
      at::allclose(logits(queries).narrow(1, 0, 2), logits(queries.narrow(0, 0, 2)), 1e-3, 1e-3));
}

TEST(SupremeModel, ALinearHeadAnswersItsTrainedQueriesOnly) {
  const GoldenCase golden("vit_linear");
  const auto logits = [&](const at::Tensor& queries) {
    return golden.model.Forward(golden.Read("samples"), {}, queries, {});
  };
  const at::Tensor queries = golden.Read("query_embeddings");
  EXPECT_TRUE(at::equal(logits(queries), logits(queries + 1.0))) << "the texts do not matter";
  EXPECT_THROW(logits(queries.narrow(0, 0, 2)), Error);
}

TEST(SupremeModel, EvaluationIgnoresDropoutAndKeepsStatistics) {
  ModelConfig config = GoldenCase::Config(GoldenCase("resnet").file);
  config.dropout = 0.5;
  SupremeModel model(config);
  model.weights().Initialise(Rng(1));
  const at::Tensor samples = at::randn({2, 12, config.preprocess.window_samples});
  const at::Tensor queries = at::randn({3, config.text_width});
  const at::Tensor first = model.Forward(samples, {}, queries, {});
  EXPECT_TRUE(at::equal(first, model.Forward(samples, {}, queries, {})));
  EXPECT_FALSE(at::equal(first, model.Forward(samples, {}, queries, {.training = true})));
}

TEST(SupremeModel, DirectHeadReadsTheTokensWithoutAnyText) {
  ModelConfig config = GoldenCase::Config(GoldenCase("resnet").file);
  config.direct_outputs = 7;
  SupremeModel model(config);
  model.weights().Initialise(Rng(1));
  const at::Tensor samples = at::randn({2, 12, config.preprocess.window_samples});
  const at::Tensor queries = at::randn({3, config.text_width});
  const auto one = model.ForwardAll(samples, {}, queries, {});
  const auto other = model.ForwardAll(samples, {}, queries + 1.0, {});
  EXPECT_EQ(one.direct.sizes(), (at::IntArrayRef{2, 7}));
  EXPECT_TRUE(at::equal(one.direct, other.direct));
  EXPECT_TRUE(at::equal(one.logits, model.Forward(samples, {}, queries, {})));
  one.direct.sum().backward();
  EXPECT_GT(model.weights().Get("encoder.stem.conv.weight").grad().abs().sum().item<double>(), 0.0);
}

TEST(SupremeModel, HasNoDirectHeadUnlessAsked) {
  const GoldenCase golden("resnet");
  const auto outputs = golden.model.ForwardAll(golden.Read("samples"), golden.Read("lead_log_std"),
                                               golden.Read("query_embeddings"), {});
  EXPECT_FALSE(outputs.direct.defined());
}

TEST(SupremeModel, RefusesSamplesOfAnotherLength) {
  const GoldenCase golden("vit");
  EXPECT_THROW(golden.model.Forward(at::zeros({1, 12, 7}), {}, golden.Read("query_embeddings"), {}),
               Error);
}

}  // namespace
}  // namespace supreme
