#include "train/encoder_export.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <deque>

#include "core/atomic_file.h"
#include "engine/weights.h"
#include "tensor/safetensors.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

constexpr float kLargestCode = 127.0F;

}  // namespace

QuantisedRows QuantiseRows(std::span<const float> values, size_t rows) {
  QuantisedRows result;
  const size_t width = rows == 0 ? 0 : values.size() / rows;
  result.codes.reserve(values.size());
  for (size_t row = 0; row < rows; ++row) {
    const auto part = values.subspan(row * width, width);
    float largest = 0.0F;
    for (const float value : part) largest = std::max(largest, std::abs(value));
    const float scale = largest / kLargestCode;
    result.scales.push_back(scale);
    for (const float value : part) {
      result.codes.push_back(static_cast<int8_t>(scale > 0.0F ? std::lround(value / scale) : 0));
    }
  }
  return result;
}

void ExportEncoder(const Bert& bert, const fs::path& base, const fs::path& folder) {
  MakeFolder(folder);
  fs::remove(folder / "model.safetensors");
  for (const char* name : {"config.json", "vocab.txt", "modules.json", "1_Pooling/config.json",
                           "LICENSE", "LICENSE.txt"}) {
    if (!fs::exists(base / name)) continue;
    MakeFolder((folder / name).parent_path());
    WriteFileAtomically(folder / name, ReadFile(base / name));
  }
  std::deque<QuantisedRows> quantised;  // keeps the bytes where the views point to
  NamedTensors tensors;
  for (const auto& [name, tensor] : bert.weights()) {
    const Shape shape = tensor.sizes().vec();
    const std::span<const float> values(tensor.const_data_ptr<float>(),
                                        static_cast<size_t>(tensor.numel()));
    if (shape.size() < 2) {
      tensors.emplace_back(name, ViewOf<float>(values, shape));
      continue;
    }
    const QuantisedRows& rows =
        quantised.emplace_back(QuantiseRows(values, static_cast<size_t>(shape[0])));
    tensors.emplace_back(name, ViewOf<int8_t>(rows.codes, shape));
    tensors.emplace_back(name + std::string(kScalesSuffix), ViewOf<float>(rows.scales, {shape[0]}));
  }
  WriteSafetensors(folder / "model.safetensors", tensors);
}

}  // namespace supreme
