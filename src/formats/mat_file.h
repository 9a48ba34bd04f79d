// MATLAB data files of level 4 and 5 as named values.
// Format: "MAT-File Format", MathWorks,
// https://www.mathworks.com/help/pdf_doc/matlab/matfile_format.pdf
#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace supreme::formats {

struct MatValue {
  enum class Kind { kNumbers, kText, kStruct, kOther };  // kOther: cells, sparse, objects, …
  Kind kind = Kind::kOther;
  size_t rows = 0;
  size_t columns = 0;           // product of all dimensions after the first
  std::vector<double> numbers;  // [columns][rows]: MATLAB's order
  std::string text;
  std::map<std::string, MatValue> fields;  // of a 1×1 struct
};

// All variables by name. Level 5 may be compressed. Errors: kInvalidInput (big-endian, level 7.3,
// over kMaxSamples numbers or 512 MiB when inflated), kCorruptData with `where` and the offset.
// Thread-safe.
std::map<std::string, MatValue> ParseMat(std::span<const std::byte> bytes, std::string_view where);

}  // namespace supreme::formats
