#include "engine/encoder_graph.h"

#include <algorithm>
#include <openvino/opsets/opset13.hpp>
#include <openvino/runtime/compiled_model.hpp>
#include <openvino/runtime/tensor.hpp>
#include <string>

#include <memory>

#include "core/error.h"
#include "engine/resnet_graph.h"
#include "engine/vit_graph.h"
#include "signal/leads.h"

namespace supreme {
namespace {

namespace op = ov::opset13;

constexpr int64_t kMaxBatchSize = 4096;

// Copies to the front of a batch and clears what is left of it.
void Fill(ov::Tensor tensor, std::span<const float> values) {
  SUPREME_CHECK(values.size() <= tensor.get_size());
  float* end = std::copy(values.begin(), values.end(), tensor.data<float>());
  std::fill(end, tensor.data<float>() + tensor.get_size(), 0.0F);
}

}  // namespace

EncoderGraph MakeEncoderGraph(const ModelConfig& config, const StoredWeights& weights,
                              int64_t batch_size) {
  const auto size = [](int64_t extent) { return static_cast<size_t>(extent); };
  const auto samples = std::make_shared<op::Parameter>(
      ov::element::f32,
      ov::Shape{size(batch_size), kLeadCount, size(config.preprocess.window_samples)});
  EncoderGraph graph;
  graph.inputs = {samples};
  GraphNode lead_scale;
  if (config.preprocess.normalisation == "zscore_record") {
    const auto deviations =
        std::make_shared<op::Parameter>(ov::element::f32, ov::Shape{size(batch_size), kLeadCount});
    graph.inputs.push_back(deviations);
    const GraphNode weight =
        FloatConstant(weights.Read("lead_scale.weight"), weights.ShapeOf("lead_scale.weight"));
    lead_scale = ReshapeTo(MatMulTransposed(deviations, weight), {batch_size, 1, config.width});
  }
  graph.tokens = config.encoder == "vit" ? VitTokens(config, weights, samples, lead_scale)
                                         : ResnetTokens(config, weights, samples, lead_scale);
  return graph;
}

void FillEncoderInputs(ov::InferRequest& request, std::span<const float> samples,
                       std::span<const float> lead_log_std) {
  Fill(request.get_input_tensor(0), samples);
  if (request.get_compiled_model().inputs().size() > 1) {
    Fill(request.get_input_tensor(1), lead_log_std);
  }
}

void CheckBatchSize(int64_t batch_size) {
  if (batch_size >= 1 && batch_size <= kMaxBatchSize) return;
  throw Error(ErrorCode::kUsage, "batch size " + std::to_string(batch_size), "batch_size",
              "1 to " + std::to_string(kMaxBatchSize));
}

}  // namespace supreme
