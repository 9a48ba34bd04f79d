// The header of .npy files: a Python literal that describes the array.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace supreme::formats {

struct NpyHeader {
  std::string type;  // "<f4": byte order, kind, bytes
  bool is_fortran_order = false;
  std::vector<size_t> shape;
  size_t data_offset = 0;
};

// kCorruptData when it is no .npy file or the header is not that of an array; kInvalidInput for an
// unknown version and for arrays with named fields.
NpyHeader ReadNpyHeader(std::span<const std::byte> bytes, std::string_view where);

}  // namespace supreme::formats
