#include "nn/input_gradient.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>
#include <gtest/gtest.h>

#include "tests/core/expect_error.h"
#include "tests/nn/small_network.h"

namespace supreme {
namespace {

// A network in double precision, and inputs for it.
struct Example {
  explicit Example(const std::string& encoder) : model(Config(encoder), {at::kCPU, at::kDouble}) {
    model.weights().Initialise(Rng(1), LinearInit::kFanIn);
    at::manual_seed(3);
    const auto options = at::TensorOptions(at::kDouble);
    samples = at::randn({2, 12, 40}, options);
    deviations = at::randn({2, 12}, options);
    queries = at::randn({3, 8}, options);
    columns = at::tensor({2, 0, 1, 1}, at::kLong).reshape({2, 2});
  }

  static ModelConfig Config(const std::string& encoder) {
    ModelConfig config = SmallNetwork();
    config.encoder = encoder;
    config.stem_width = 4;
    config.query_self_attention = false;
    config.preprocess = {100.0, 40, "zscore_record"};
    return config;
  }

  SupremeModel model;
  at::Tensor samples, deviations, queries, columns;
};

class InputGradient : public testing::TestWithParam<const char*> {};

TEST_P(InputGradient, EqualsCentralDifferencesOfTheAskedLogits) {
  const Example setup(GetParam());
  const InputGradients found =
      GradientsOfInputs(setup.model, setup.samples, setup.deviations, setup.queries, setup.columns);
  ASSERT_EQ(found.gradients.sizes(), (at::IntArrayRef{2, 2, 12, 40}));
  const c10::NoGradGuard no_grad;
  const auto logit = [&](const at::Tensor& samples, int64_t record, int64_t k) {
    return setup.model.Forward(samples, setup.deviations, setup.queries, {})
        .index({record})
        .index({setup.columns.index({record, k})})
        .item<double>();
  };
  constexpr double kStep = 1e-6;
  for (int64_t record = 0; record < 2; ++record) {
    for (int64_t k = 0; k < 2; ++k) {
      EXPECT_NEAR(found.logits[record][k].item<double>(), logit(setup.samples, record, k), 1e-12);
      for (const int64_t at : {0, 77, 300, 479}) {
        at::Tensor above = setup.samples.clone(), below = setup.samples.clone();
        above[record].view({-1})[at] += kStep;
        below[record].view({-1})[at] -= kStep;
        const double measured = (logit(above, record, k) - logit(below, record, k)) / (2.0 * kStep);
        EXPECT_NEAR(found.gradients[record][k].view({-1})[at].item<double>(), measured, 1e-7);
      }
    }
  }
  EXPECT_GT(found.gradients.abs().max().item<double>(), 1e-4);
}

INSTANTIATE_TEST_SUITE_P(Encoders, InputGradient, testing::Values("vit", "resnet"),
                         [](const auto& encoder) { return std::string(encoder.param); });

TEST(InputGradients, LeaveTheWeightsAndTheInputAlone) {
  const Example setup("resnet");
  const at::Tensor before = setup.samples.clone();
  GradientsOfInputs(setup.model, setup.samples, setup.deviations, setup.queries, setup.columns);
  EXPECT_TRUE(at::equal(before, setup.samples));
  EXPECT_FALSE(setup.samples.requires_grad());
}

TEST(InputGradients, RefuseAColumnThatIsNoAnswer) {
  const Example setup("vit");
  for (const int64_t column : {int64_t{-1}, int64_t{3}}) {
    ExpectError(ErrorCode::kInvalidInput, "column", [&] {
      GradientsOfInputs(setup.model, setup.samples, setup.deviations, setup.queries,
                        at::full({2, 1}, column, at::kLong));
    });
  }
}

}  // namespace
}  // namespace supreme
