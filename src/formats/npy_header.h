// The header of .npy files: a Python literal that describes the array
// (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html).
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

// The header of a float32 array [rows, columns] in C order, format 1.0; the data follow it.
std::string FloatNpyHeader(size_t rows, size_t columns);

}  // namespace supreme::formats
