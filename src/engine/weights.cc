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

Weights::Weights(const SafetensorsFile& file, std::map<std::string, Shape> expected,
                 Spelling spelling)
    : file_(file), expected_(std::move(expected)), spelling_(std::move(spelling)) {}

std::vector<std::string> Weights::Problems() const {
  std::vector<std::string> problems;
  for (const auto& [name, shape] : expected_) {
    const std::string stored = spelling_(name);
    if (!file_.Has(stored)) {
      problems.push_back(stored + " is missing");
      continue;
    }
    const TensorView& tensor = file_.Get(stored);
    if (tensor.shape != shape) {
      problems.push_back(stored + " is " + ShapeText(tensor.shape) + " instead of " +
                         ShapeText(shape));
    } else if (!IsFloat(tensor.dtype)) {
      problems.push_back(stored + " is " + std::string(DTypeName(tensor.dtype)) +
                         " instead of a float type");
    }
  }
  return problems;
}

void Weights::Check() const {
  const std::vector<std::string> problems = Problems();
  if (problems.empty()) return;
  throw Error(ErrorCode::kCorruptData, "the weights do not fit: " + JoinProblems(problems),
              file_.path().string(), "the weights that belong to this config.json");
}

const Shape& Weights::ShapeOf(const std::string& name) const { return expected_.at(name); }

std::vector<float> Weights::Read(const std::string& name) const { return ToFloats(View(name)); }

const TensorView& Weights::View(const std::string& name) const {
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
