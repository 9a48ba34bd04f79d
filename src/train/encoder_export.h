// A tuned encoder as a folder that TextEncoder reads.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "nn/bert.h"

namespace supreme {

// int8 codes and one scale per row: value = code × scale.
struct QuantisedRows {
  std::vector<int8_t> codes;
  std::vector<float> scales;
};

// Symmetric: the largest value of a row becomes ±127. `values` [rows, …] row-major.
QuantisedRows QuantiseRows(std::span<const float> values, size_t rows);

// Writes `folder`: model.safetensors with matrices in int8 and a scale per row, vectors in float32;
// config.json, vocab.txt, the pooling and the licence of `base` as they are. model.safetensors
// comes last: a folder with it is complete.
void ExportEncoder(const Bert& bert, const std::filesystem::path& base,
                   const std::filesystem::path& folder);

}  // namespace supreme
