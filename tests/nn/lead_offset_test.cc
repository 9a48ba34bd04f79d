#include "nn/lead_offset.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include "tests/core/expect_error.h"

namespace supreme {
namespace {

TEST(LeadOffset, WeighsTheLeadsOfEachRecord) {
  const at::Tensor scale = at::arange(6, at::kFloat).view({3, 2});
  const at::Tensor offset =
      LeadOffset(scale, at::tensor({1.0F, 0.0F, 1.0F, -1.0F}).view({2, 2}), 2);
  EXPECT_TRUE(at::equal(offset, at::tensor({0.0F, 2.0F, 4.0F, -1.0F, -1.0F, -1.0F}).view({2, 3})));
}

TEST(LeadOffset, IsUndefinedWithoutAWeight) {
  EXPECT_FALSE(LeadOffset({}, at::zeros({2, 12}), 2).defined());
}

TEST(LeadOffset, RefusesOtherNumbersOfLeadsAndRecords) {
  const at::Tensor scale = at::zeros({8, 12});
  ExpectError(ErrorCode::kInternal, "lead_log_std", [&] {
    LeadOffset(scale, at::zeros({2, 11}), 2);
  });
  ExpectError(ErrorCode::kInternal, "lead_log_std", [&] {
    LeadOffset(scale, at::zeros({1, 12}), 2);
  });
}

}  // namespace
}  // namespace supreme
