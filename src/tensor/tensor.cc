#include "tensor/tensor.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <string>

#include "core/error.h"

namespace supreme {
namespace {

template <class T>
T LoadAt(std::span<const std::byte> bytes, size_t index) {
  T value;
  std::memcpy(&value, bytes.data() + index * sizeof(T), sizeof(T));  // may be misaligned
  return value;
}

// IEEE 754 binary16.
float FloatFromHalf(uint16_t half) {
  const uint32_t sign = static_cast<uint32_t>(half & 0x8000U) << 16;
  const uint32_t exponent = (half >> 10) & 0x1FU;
  const uint32_t fraction = half & 0x3FFU;
  if (exponent == 0) {
    const float magnitude = static_cast<float>(fraction) * 0x1.0p-24F;
    return sign != 0 ? -magnitude : magnitude;
  }
  const uint32_t wide_exponent = exponent == 31 ? 255 : exponent + 112;
  return std::bit_cast<float>(sign | (wide_exponent << 23) | (fraction << 13));
}

}  // namespace

size_t DTypeBytes(DType dtype) {
  switch (dtype) {
    case DType::kF64:
    case DType::kI64:
      return 8;
    case DType::kF32:
    case DType::kI32:
      return 4;
    case DType::kF16:
    case DType::kBF16:
    case DType::kI16:
      return 2;
    case DType::kI8:
    case DType::kU8:
    case DType::kBool:
      return 1;
  }
  return 1;
}

std::string_view DTypeName(DType dtype) {
  switch (dtype) {
    case DType::kF64:
      return "F64";
    case DType::kF32:
      return "F32";
    case DType::kF16:
      return "F16";
    case DType::kBF16:
      return "BF16";
    case DType::kI64:
      return "I64";
    case DType::kI32:
      return "I32";
    case DType::kI16:
      return "I16";
    case DType::kI8:
      return "I8";
    case DType::kU8:
      return "U8";
    case DType::kBool:
      return "BOOL";
  }
  return "";
}

int64_t ElementCount(const Shape& shape) {
  constexpr int64_t kLimit = int64_t{1} << 62;
  for (const int64_t size : shape) {
    if (size < 0) throw Error(ErrorCode::kCorruptData, "a dimension is negative", "shape");
  }
  if (std::find(shape.begin(), shape.end(), 0) != shape.end()) return 0;
  int64_t count = 1;
  for (const int64_t size : shape) {
    if (count > kLimit / size) {
      throw Error(ErrorCode::kCorruptData, "more than 2^62 elements", "shape");
    }
    count *= size;
  }
  return count;
}

void TensorView::CheckAccess(DType wanted, size_t alignment) const {
  const bool same = dtype == wanted || (dtype == DType::kBool && wanted == DType::kU8);
  if (!same) {
    throw Error(ErrorCode::kCorruptData,
                "holds " + std::string(DTypeName(dtype)) + " values, expected " +
                    std::string(DTypeName(wanted)),
                "tensor");
  }
  if (reinterpret_cast<uintptr_t>(bytes.data()) % alignment != 0) {
    throw Error(ErrorCode::kCorruptData, "values are not aligned", "tensor",
                "write the file again with aligned tensors");
  }
}

std::vector<float> ToFloats(const TensorView& view) {
  std::vector<float> values(view.bytes.size() / DTypeBytes(view.dtype));
  const auto fill = [&values](auto convert) {
    for (size_t i = 0; i < values.size(); ++i) values[i] = convert(i);
  };
  const auto bytes = view.bytes;
  switch (view.dtype) {
    case DType::kF32:
      fill([&](size_t i) { return LoadAt<float>(bytes, i); });
      break;
    case DType::kF64:
      fill([&](size_t i) { return static_cast<float>(LoadAt<double>(bytes, i)); });
      break;
    case DType::kF16:
      fill([&](size_t i) { return FloatFromHalf(LoadAt<uint16_t>(bytes, i)); });
      break;
    case DType::kBF16:  // the upper half of a float
      fill([&](size_t i) {
        return std::bit_cast<float>(static_cast<uint32_t>(LoadAt<uint16_t>(bytes, i)) << 16);
      });
      break;
    default:
      throw Error(
          ErrorCode::kCorruptData,
          "holds " + std::string(DTypeName(view.dtype)) + " values, expected F32, F64, F16 or BF16",
          "tensor");
  }
  return values;
}

}  // namespace supreme
