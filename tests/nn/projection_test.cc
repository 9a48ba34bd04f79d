#include "nn/projection.h"

#include <gtest/gtest.h>

#include "tests/nn/small_network.h"

namespace supreme {
namespace {

// Eq. 6 and 7: dropout comes before the first layer. That layer sums four inputs of 1, so the
// output counts those that were kept; numbers dropped later would be 0 far more often.
TEST(Projection, DropsItsInputsAndNothingElse) {
  for (const double rate : {0.05, 0.10, 0.15}) {
    const Weights weights(SmallNetwork(), {});
    SetFirst(weights, "ecg_projection.fc1.weight", 1.0, 4);
    SetFirst(weights, "ecg_projection.fc2.weight", 1.0);
    const Projection projection(weights, "ecg_projection", Activation::kRelu, rate);
    at::manual_seed(4);
    const at::Tensor sums =
        projection.Forward(at::ones({50'000, 8}), {.training = true}).detach().select(1, 0);
    const at::Tensor kept = sums * (1.0 - rate);
    EXPECT_TRUE(at::allclose(kept, kept.round(), 0.0, 1e-4));
    EXPECT_NEAR(kept.mean().item<double>(), 4.0 * (1.0 - rate), 0.02);
    EXPECT_NEAR(kept.var().item<double>(), 4.0 * rate * (1.0 - rate), 0.02);
  }
}

}  // namespace
}  // namespace supreme
