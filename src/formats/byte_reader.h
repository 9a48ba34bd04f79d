// Reads numbers from foreign bytes, front to back; never beyond their end.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

#include "core/error.h"

namespace supreme::formats {

static_assert(std::endian::native == std::endian::little, "readers copy little-endian numbers");

class ByteReader {
 public:
  // `where` names the file in errors and must outlive the reader.
  ByteReader(std::span<const std::byte> bytes, std::string_view where)
      : bytes_(bytes), where_(where) {}

  size_t position() const { return position_; }
  size_t remaining() const { return bytes_.size() - position_; }
  bool AtEnd() const { return remaining() == 0; }

  // The next bytes; kCorruptData when there are fewer.
  std::span<const std::byte> Take(size_t count) {
    if (count > remaining()) {
      throw Error(ErrorCode::kCorruptData,
                  "the file ends within a value: " + std::to_string(count) + " bytes at offset " +
                      std::to_string(position_) + ", " + std::to_string(remaining()) + " are left",
                  where_, "get the file again");
    }
    const auto taken = bytes_.subspan(position_, count);
    position_ += count;
    return taken;
  }

  std::string_view TakeText(size_t count) {
    const auto taken = Take(count);
    return {reinterpret_cast<const char*>(taken.data()), taken.size()};
  }

  // A little-endian number.
  template <class T>
  T Read() {
    static_assert(std::is_arithmetic_v<T>);
    T value{};
    std::memcpy(&value, Take(sizeof(T)).data(), sizeof(T));
    return value;
  }

  // Moves over bytes that pad a value; stops at the end.
  void SkipPadding(size_t count) { position_ += std::min(count, remaining()); }

 private:
  std::span<const std::byte> bytes_;
  std::string_view where_;
  size_t position_ = 0;
};

}  // namespace supreme::formats
