#include "predict/bundle_weights.h"

#include <algorithm>
#include <cmath>

#include "core/error.h"

namespace supreme {
namespace {

constexpr size_t kMaxListed = 8;

std::string ShapeText(const Shape& shape) {
  std::string text;
  for (const int64_t size : shape) text += (text.empty() ? "" : ", ") + std::to_string(size);
  return "[" + text + "]";
}

// "missing a, b and 3 more".
std::string Listing(const std::string& label, const std::vector<std::string>& names) {
  std::string text = label;
  for (size_t i = 0; i < std::min(names.size(), kMaxListed); ++i) {
    text += (i == 0 ? " " : ", ") + names[i];
  }
  if (names.size() > kMaxListed) {
    text += " and " + std::to_string(names.size() - kMaxListed) + " more";
  }
  return text;
}

bool AllFinite(std::span<const float> values) {
  return std::all_of(values.begin(), values.end(), [](float v) { return std::isfinite(v); });
}

}  // namespace

void CheckWeights(const ModelConfig& config, const SafetensorsFile& weights) {
  const auto wanted = WeightShapes(config);
  std::vector<std::string> missing, extra, misshapen, not_finite;
  for (const auto& [name, shape] : wanted) {
    if (!weights.Has(name)) {
      missing.push_back(name);
      continue;
    }
    const TensorView& view = weights.Get(name);
    if (view.shape != shape || view.dtype != DType::kF32) {
      misshapen.push_back(name + " " + std::string(DTypeName(view.dtype)) + ShapeText(view.shape) +
                          " instead of F32" + ShapeText(shape));
    } else if (!AllFinite(view.As<float>())) {
      not_finite.push_back(name);
    }
  }
  for (const std::string& name : weights.names()) {
    if (!wanted.contains(name)) extra.push_back(name);
  }
  std::string problem;
  const auto add = [&](const std::string& label, const std::vector<std::string>& names) {
    if (!names.empty()) problem += (problem.empty() ? "" : "; ") + Listing(label, names);
  };
  add("missing", missing);
  add("extra", extra);
  add("misshapen", misshapen);
  add("NaN or infinity in", not_finite);
  if (!problem.empty()) {
    throw Error(ErrorCode::kCorruptData, "weights do not fit the config: " + problem,
                weights.path().string(), "take config.json and weights from the same run");
  }
}

}  // namespace supreme
