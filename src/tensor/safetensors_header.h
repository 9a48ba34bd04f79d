// The JSON header of a safetensors file, read event by event so that a hostile one costs nothing.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "tensor/tensor.h"

namespace supreme {

struct SafetensorsEntry {
  std::string name;
  DType dtype = DType::kF32;
  Shape shape;
  uint64_t begin = 0;  // bytes from the start of the data
  uint64_t end = 0;
};

struct SafetensorsHeader {
  std::vector<SafetensorsEntry> entries;  // in the order of the header
  std::map<std::string, std::string> metadata;
};

constexpr size_t kMaxTensorCount = 65'536;
constexpr size_t kMaxDimensions = 32;

// Not empty, at most 512 bytes, no control characters, no ".." part, not "__metadata__".
bool IsTensorName(std::string_view name);

// `header` is the JSON text alone. Names are unique; offsets are not yet checked against each
// other. Errors: kCorruptData with `where` and the tensor.
SafetensorsHeader ParseSafetensorsHeader(std::string_view header, std::string_view where);

}  // namespace supreme
