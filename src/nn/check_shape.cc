#include "nn/check_shape.h"

#include <ATen/ATen.h>

#include <string>

#include "core/error.h"

namespace supreme {
namespace {

std::string ShapeText(at::IntArrayRef shape) {
  std::string text = "[";
  for (size_t i = 0; i < shape.size(); ++i) {
    text += (i == 0 ? "" : ", ") + (shape[i] == kAnySize ? "any" : std::to_string(shape[i]));
  }
  return text + "]";
}

}  // namespace

void CheckShape(const at::Tensor& tensor, at::IntArrayRef shape, std::string_view name) {
  bool same = tensor.defined() && tensor.dim() == static_cast<int64_t>(shape.size());
  for (size_t i = 0; same && i < shape.size(); ++i) {
    same = shape[i] == kAnySize || tensor.size(static_cast<int64_t>(i)) == shape[i];
  }
  if (same) return;
  throw Error(ErrorCode::kInternal,
              "shape is " + (tensor.defined() ? ShapeText(tensor.sizes()) : "undefined") +
                  ", expected " + ShapeText(shape),
              name, "please report this as a bug");
}

}  // namespace supreme
