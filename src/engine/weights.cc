#include "engine/weights.h"

#include <algorithm>
#include <utility>

#include "core/error.h"

namespace supreme {
namespace {

constexpr size_t kMaxListed = 40;

std::string ShapeText(const Shape& shape) {
  std::string text = "[";
  for (size_t i = 0; i < shape.size(); ++i) {
    text += (i == 0 ? "" : ", ") + std::to_string(shape[i]);
  }
  return text + "]";
}

bool IsFloat(DType dtype) {
  return dtype == DType::kF32 || dtype == DType::kF16 || dtype == DType::kBF16 ||
         dtype == DType::kF64;
}

}  // namespace

StoredWeights::StoredWeights(const SafetensorsFile& file, std::map<std::string, Shape> expected,
                             Spelling spelling)
    : file_(file), expected_(std::move(expected)), spelling_(std::move(spelling)) {}

std::string StoredWeights::Problem(const std::string& stored, const Shape& shape) const {
  if (!file_.Has(stored)) return stored + " is missing";
  const TensorView& tensor = file_.Get(stored);
  if (tensor.shape != shape) {
    return stored + " is " + ShapeText(tensor.shape) + " instead of " + ShapeText(shape);
  }
  if (IsFloat(tensor.dtype)) return "";
  if (tensor.dtype != DType::kI8) {
    return stored + " is " + std::string(DTypeName(tensor.dtype)) + " instead of a float type";
  }
  const std::string scales = stored + std::string(kScalesSuffix);
  if (shape.empty() || !file_.Has(scales)) return scales + " is missing";
  const TensorView& factors = file_.Get(scales);
  if (factors.shape == Shape{shape[0]} && factors.dtype == DType::kF32) return "";
  return scales + " is not F32 " + ShapeText({shape[0]});
}

std::vector<std::string> StoredWeights::Problems() const {
  std::vector<std::string> problems;
  for (const auto& [name, shape] : expected_) {
    const std::string problem = Problem(spelling_(name), shape);
    if (!problem.empty()) problems.push_back(problem);
  }
  return problems;
}

void StoredWeights::Check() const {
  const std::vector<std::string> problems = Problems();
  if (problems.empty()) return;
  throw Error(ErrorCode::kCorruptData, "the weights do not fit: " + JoinProblems(problems),
              file_.path().string(), "the weights that belong to this config.json");
}

const Shape& StoredWeights::ShapeOf(const std::string& name) const { return expected_.at(name); }

std::vector<float> StoredWeights::Read(const std::string& name) const {
  const TensorView& view = View(name);
  if (view.dtype != DType::kI8) return ToFloats(view);
  const auto scales = ToFloats(file_.Get(spelling_(name) + std::string(kScalesSuffix)));
  const auto codes = view.As<int8_t>();
  const size_t row = scales.empty() ? 0 : codes.size() / scales.size();
  std::vector<float> values(codes.size());
  for (size_t i = 0; i < values.size(); ++i) {
    values[i] = static_cast<float>(codes[i]) * scales[i / row];
  }
  return values;
}

const TensorView& StoredWeights::View(const std::string& name) const {
  return file_.Get(spelling_(name), expected_.at(name));
}

std::string JoinProblems(const std::vector<std::string>& problems) {
  std::string joined;
  const size_t listed = std::min(problems.size(), kMaxListed);
  for (size_t i = 0; i < listed; ++i) joined += (i == 0 ? "" : "; ") + problems[i];
  if (listed < problems.size()) {
    joined += "; and " + std::to_string(problems.size() - listed) + " more";
  }
  return joined;
}

}  // namespace supreme
