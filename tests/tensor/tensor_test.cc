#include "tensor/tensor.h"

#include <gtest/gtest.h>

#include <array>
#include <bit>
#include <cmath>
#include <cstring>

#include "tests/core/expect_error.h"

namespace supreme {
namespace {

constexpr std::array kAllDTypes = {DType::kF64, DType::kF32, DType::kF16, DType::kBF16,
                                   DType::kI64, DType::kI32, DType::kI16, DType::kI8,
                                   DType::kU8,  DType::kBool};

TEST(Tensor, NamesAndSizesAgree) {
  for (const DType dtype : kAllDTypes) {
    const std::string name(DTypeName(dtype));
    if (name == "BOOL") {
      EXPECT_EQ(DTypeBytes(dtype), 1U);
    } else {
      EXPECT_EQ(DTypeBytes(dtype) * 8, std::stoul(name.substr(name.find_first_of("0123456789"))))
          << name;
    }
  }
}

TEST(Tensor, CountsElements) {
  EXPECT_EQ(ElementCount({}), 1);
  EXPECT_EQ(ElementCount({12, 5000}), 60'000);
  EXPECT_EQ(ElementCount({int64_t{1} << 62, 0, 8}), 0);
  EXPECT_EQ(ElementCount({int64_t{1} << 31, int64_t{1} << 31}), int64_t{1} << 62);
}

TEST(Tensor, RefusesImpossibleShapes) {
  ExpectError(ErrorCode::kCorruptData, "negative", [] { ElementCount({3, -1}); });
  ExpectError(ErrorCode::kCorruptData, "2^62", [] {
    ElementCount({int64_t{1} << 32, int64_t{1} << 32});
  });
}

TEST(Tensor, GivesValuesOfItsOwnTypeOnly) {
  const std::array<float, 3> values = {1, 2, 3};
  const TensorView view = ViewOf<float>(values, {3});
  EXPECT_EQ(view.As<float>()[2], 3.0F);
  ExpectError(ErrorCode::kCorruptData, "holds F32", [&] { view.As<double>(); });
}

TEST(Tensor, RefusesMisalignedValues) {
  alignas(8) const std::array<std::byte, 12> bytes{};
  const TensorView view{DType::kF32, {2}, std::span(bytes).subspan(1, 8)};
  ExpectError(ErrorCode::kCorruptData, "not aligned", [&] { view.As<float>(); });
  EXPECT_EQ(ToFloats(view).size(), 2U);
}

TEST(Tensor, ConvertsDoubleAndBrainFloat) {
  const std::array<double, 2> doubles = {0.5, -1e300};
  EXPECT_EQ(ToFloats(ViewOf<double>(doubles, {2}))[0], 0.5F);
  EXPECT_TRUE(std::isinf(ToFloats(ViewOf<double>(doubles, {2}))[1]));
  const std::array<uint16_t, 2> brain = {0x3F80, 0xC000};
  const auto floats = ToFloats({DType::kBF16, {2}, std::as_bytes(std::span(brain))});
  EXPECT_EQ(floats, (std::vector<float>{1.0F, -2.0F}));
}

TEST(Tensor, KeepsNotANumberInHalfPrecision) {
  const std::array<uint16_t, 1> half = {0x7E01};
  EXPECT_TRUE(std::isnan(ToFloats({DType::kF16, {1}, std::as_bytes(std::span(half))})[0]));
}

TEST(Tensor, RefusesToReadIntegersAsFloats) {
  const std::array<int16_t, 1> values = {1};
  ExpectError(ErrorCode::kCorruptData, "holds I16",
              [&] { ToFloats(ViewOf<int16_t>(values, {1})); });
}

}  // namespace
}  // namespace supreme
