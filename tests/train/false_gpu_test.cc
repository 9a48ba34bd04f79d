#include "tests/train/false_gpu.h"

#include <ATen/ATen.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

namespace supreme {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(FalseGpu, IsAsStrictAsAGpu) {
  const at::Tensor here = at::ones({3}, at::TensorOptions(kFalseGpu));
  EXPECT_ANY_THROW(here + at::ones({3}));
  EXPECT_ANY_THROW(here.index_select(0, at::tensor({1, 2}, at::kLong)));
  EXPECT_ANY_THROW(at::_foreach_mul_({here}, at::tensor(2.0f)));
  EXPECT_TRUE(at::equal((here * 2.0).cpu(), at::full({3}, 2.0f)));
  EXPECT_EXIT(std::exit(static_cast<int>(here.const_data_ptr<float>()[0])),
              ::testing::KilledBySignal(SIGSEGV), "");
}

TEST(FalseGpu, CountsWhatMakesTheHostWait) {
  const at::Tensor here = at::ones({3}, at::TensorOptions(kFalseGpu));
  TakeHostWaits();
  const at::Tensor pinned = at::ones({3}).pin_memory();
  here.copy_(pinned, /*non_blocking=*/true);
  (here * 2.0 + here).sum();
  EXPECT_THAT(TakeHostWaits(), IsEmpty());
  here.sum().item<float>();
  here.copy_(at::ones({3}), /*non_blocking=*/true);
  here.cpu();
  here.nonzero();
  EXPECT_THAT(TakeHostWaits(),
              ElementsAre("item", "copy from the host", "copy to the host", "aten::nonzero"));
}

}  // namespace
}  // namespace supreme
