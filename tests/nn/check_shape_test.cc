#include "nn/check_shape.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include "tests/core/expect_error.h"

namespace supreme {
namespace {

TEST(CheckShape, LetsTheShapeAndAnySizeThrough) {
  const at::Tensor tensor = at::zeros({2, 12, 5});
  EXPECT_NO_THROW(CheckShape(tensor, {2, 12, 5}, "x"));
  EXPECT_NO_THROW(CheckShape(tensor, {kAnySize, 12, kAnySize}, "x"));
}

TEST(CheckShape, NamesTheTensorAndBothShapes) {
  const at::Tensor tensor = at::zeros({2, 12, 5});
  ExpectError(ErrorCode::kInternal, "samples: shape is [2, 12, 5], expected [any, 11, 5]", [&] {
    CheckShape(tensor, {kAnySize, 11, 5}, "samples");
  });
  ExpectError(ErrorCode::kInternal, "expected [2, 12]", [&] { CheckShape(tensor, {2, 12}, "x"); });
  ExpectError(ErrorCode::kInternal, "shape is undefined", [] { CheckShape({}, {1}, "x"); });
}

}  // namespace
}  // namespace supreme
