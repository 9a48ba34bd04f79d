#include "nn/dropout_mask.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Parallel.h>
#include <gtest/gtest.h>

#include <cmath>

namespace supreme {
namespace {

at::Tensor Mask(double rate, int64_t size, uint64_t seed, at::ScalarType type = at::kFloat) {
  return DropoutMask(at::empty({size}, type), rate, at::make_generator<at::CPUGeneratorImpl>(seed));
}

TEST(DropoutMask, DropsAtItsRateAndKeepsTheMean) {
  constexpr int64_t kSize = 1 << 20;
  for (const auto type : {at::kFloat, at::kBFloat16}) {
    for (const double rate : {0.1, 0.5}) {
      const at::Tensor mask = Mask(rate, kSize, 1, type).to(at::kDouble);
      const double spread = std::sqrt(rate * (1 - rate) / static_cast<double>(kSize));
      EXPECT_NEAR(mask.eq(0.0).to(at::kDouble).mean().item<double>(), rate, 5 * spread);
      const double kept = mask.max().item<double>();
      EXPECT_NEAR(kept, 1 / (1 - rate), type == at::kFloat ? 1e-5 : 4e-3);
      EXPECT_EQ(mask.eq(0.0).logical_or(mask.eq(kept)).sum().item<int64_t>(), kSize);
    }
  }
}

TEST(DropoutMask, NeighboursAndPositionsInANumberAreIndependent) {
  const at::Tensor dropped = Mask(0.5, 1 << 20, 2).eq(0.0).to(at::kDouble);
  for (const int64_t shift : {1, 2, 3, 4, 64, 1024}) {
    const int64_t size = dropped.size(0) - shift;
    const double both =
        (dropped.narrow(0, 0, size) * dropped.narrow(0, shift, size)).mean().item<double>();
    EXPECT_NEAR(both, 0.25, 0.003) << shift;
  }
  const at::Tensor by_position = dropped.reshape({-1, 4}).mean(0);
  for (int64_t i = 0; i < 4; ++i) EXPECT_NEAR(by_position[i].item<double>(), 0.5, 0.005);
}

TEST(DropoutMask, FollowsFromTheGeneratorAtAnyNumberOfThreads) {
  const int threads = at::get_num_threads();
  const at::Tensor wanted = Mask(0.3, 100003, 7);
  at::set_num_threads(threads + 2);
  EXPECT_TRUE(at::equal(Mask(0.3, 100003, 7), wanted));
  at::set_num_threads(threads);
  EXPECT_FALSE(at::equal(Mask(0.3, 100003, 8), wanted));
}

TEST(DropoutMask, EachCallDrawsAnew) {
  auto generator = at::make_generator<at::CPUGeneratorImpl>(1);
  const at::Tensor x = at::empty({1000});
  const at::Tensor first = DropoutMask(x, 0.5, generator);
  EXPECT_FALSE(at::equal(first, DropoutMask(x, 0.5, generator)));
}

}  // namespace
}  // namespace supreme
