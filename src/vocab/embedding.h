// Texts as unit vectors, from whatever encoder the caller has.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace supreme {

// Texts → [texts, width] row-major; the width is the same in every call.
using EmbedTexts = std::function<std::vector<float>(std::span<const std::string>)>;

// Rows of length 1 (a zero row stays zero).
struct UnitVectors {
  size_t width = 0;
  std::vector<float> values;

  size_t count() const { return width == 0 ? 0 : values.size() / width; }
  std::span<const float> Row(size_t row) const { return {values.data() + row * width, width}; }
};

// kInternal when the encoder returns another number of rows.
UnitVectors EmbedUnit(const EmbedTexts& embed, std::span<const std::string> texts);

double Dot(std::span<const float> a, std::span<const float> b);

}  // namespace supreme
