// From a batch of prepared records to tokens: the part of the graph that knows no text.
#pragma once

#include <openvino/op/parameter.hpp>
#include <openvino/runtime/infer_request.hpp>
#include <span>

#include "engine/graph_ops.h"
#include "engine/model_config.h"

namespace supreme {

struct EncoderGraph {
  // samples [B, 12, T] and, where the lead scale is an input, lead_log_std [B, 12].
  ov::ParameterVector inputs;
  GraphNode tokens;  // [B, N, D]
};
EncoderGraph MakeEncoderGraph(const ModelConfig& config, const StoredWeights& weights,
                              int64_t batch_size);

// What an encoder graph of `config` is fed: samples [n, 12, T] and lead_log_std [n, 12], n up to
// the batch size; what is left of the batch is cleared.
void FillEncoderInputs(ov::InferRequest& request, std::span<const float> samples,
                       std::span<const float> lead_log_std);

// kUsage unless 1 to 4096.
void CheckBatchSize(int64_t batch_size);

}  // namespace supreme
