#include "train/gradient_file.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <vector>

#include "core/error.h"
#include "core/interrupt.h"
#include "nn/input_gradient.h"
#include "predict/bundle.h"
#include "tensor/safetensors.h"

namespace supreme {
namespace {

constexpr int64_t kBatch = 16;

at::Tensor Read(const SafetensorsFile& file, const std::string& name, const Shape& shape,
                at::ScalarType type = at::kFloat) {
  file.Get(name, shape);
  at::Tensor tensor = at::empty(shape, type);
  LoadTensor(file, name, tensor);
  return tensor;
}

Shape ShapeOf(const SafetensorsFile& file, const std::string& name) {
  const Shape& shape = file.Get(name).shape;
  if (shape.size() == 2 && shape[0] > 0 && shape[1] > 0) return shape;
  throw Error(ErrorCode::kCorruptData, "\"" + name + "\" is no table", file.path().string());
}

}  // namespace

void WriteInputGradients(const GradientFileTask& task) {
  const Bundle bundle = ReadBundle(task.bundle);
  SupremeModel model(bundle.model);
  model.weights().Load(
      SafetensorsFile(task.weights.empty() ? bundle.folder / "model.safetensors" : task.weights));
  const SafetensorsFile file(task.input);
  const Shape columns_shape = ShapeOf(file, "columns");
  const int64_t records = columns_shape[0];
  const int64_t leads = static_cast<int64_t>(kLeadCount);
  const at::Tensor samples =
      Read(file, "samples", {records, leads, bundle.model.preprocess.window_samples});
  const at::Tensor lead_log_std = Read(file, "lead_log_std", {records, leads});
  const at::Tensor columns = Read(file, "columns", columns_shape, at::kLong);
  const at::Tensor queries =
      bundle.model.fusion == "linear"
          ? at::zeros({bundle.model.trained_queries, bundle.model.text_width})
          : Read(file, "queries", {ShapeOf(file, "queries")[0], bundle.model.text_width});
  std::vector<at::Tensor> gradients;
  for (int64_t start = 0; start < records; start += kBatch) {
    ThrowIfInterrupted();
    const int64_t end = std::min(records, start + kBatch);
    gradients.push_back(GradientsOfInputs(model, samples.slice(0, start, end),
                                          lead_log_std.slice(0, start, end), queries,
                                          columns.slice(0, start, end))
                            .gradients);
  }
  SaveTensors(task.output, {{"gradients", at::cat(gradients, 0)}});
}

}  // namespace supreme
