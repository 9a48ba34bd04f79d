// A typed, shaped view of bytes that somebody else owns.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace supreme {

enum class DType { kF64, kF32, kF16, kBF16, kI64, kI32, kI16, kI8, kU8, kBool };

size_t DTypeBytes(DType dtype);
std::string_view DTypeName(DType dtype);  // safetensors' spelling: "F32", "I16", "BOOL"

using Shape = std::vector<int64_t>;

// Number of elements; kCorruptData when negative or over 2^62.
int64_t ElementCount(const Shape& shape);

template <class T>
constexpr DType DTypeOf();
template <>
constexpr DType DTypeOf<double>() {
  return DType::kF64;
}
template <>
constexpr DType DTypeOf<float>() {
  return DType::kF32;
}
template <>
constexpr DType DTypeOf<int64_t>() {
  return DType::kI64;
}
template <>
constexpr DType DTypeOf<int32_t>() {
  return DType::kI32;
}
template <>
constexpr DType DTypeOf<int16_t>() {
  return DType::kI16;
}
template <>
constexpr DType DTypeOf<int8_t>() {
  return DType::kI8;
}
template <>
constexpr DType DTypeOf<uint8_t>() {
  return DType::kU8;
}

struct TensorView {
  DType dtype = DType::kF32;
  Shape shape;
  std::span<const std::byte> bytes;

  // Elements as T, row-major; kCorruptData when the dtype is another or the bytes are misaligned.
  template <class T>
  std::span<const T> As() const {
    CheckAccess(DTypeOf<T>(), alignof(T));
    return {reinterpret_cast<const T*>(bytes.data()), bytes.size() / sizeof(T)};
  }

 private:
  void CheckAccess(DType wanted, size_t alignment) const;
};

template <class T>
TensorView ViewOf(std::span<const T> values, Shape shape) {
  return {DTypeOf<T>(), std::move(shape), std::as_bytes(values)};
}

// Copies to float32 from F64, F32, F16 or BF16; kCorruptData for other dtypes.
std::vector<float> ToFloats(const TensorView& view);

}  // namespace supreme
