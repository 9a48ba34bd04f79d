#include "engine/fusion_graph.h"

#include <memory>
#include <openvino/opsets/opset13.hpp>
#include <string>

namespace supreme {
namespace {

namespace op = ov::opset13;

// [B, N, W] → [B, W], or [B, 1, W].
GraphNode MeanToken(const GraphNode& tokens, bool keeps_axis) {
  return std::make_shared<op::ReduceMean>(tokens, IndexConstant({1}), keeps_axis);
}

// [B, Nq, Nk] as one of several layers: [B, 1, Nq, Nk].
GraphNode AsLayer(const GraphNode& weights) {
  return std::make_shared<op::Unsqueeze>(weights, IndexConstant({1}));
}

// Adds its cross-attention to `attention` unless that is null.
GraphNode Layer(const ModelConfig& config, const StoredWeights& weights, const std::string& name,
                const AttentionInputs& inputs, ov::OutputVector* attention) {
  const int64_t width = config.hidden_width;
  GraphNode x = inputs.q;
  if (config.query_self_attention) {
    const GraphNode normal = LayerNorm(weights, name + ".self_norm", x);
    const auto part = [&](int64_t index) {
      return LinearRows(weights, name + ".self_qkv", {index * width, width}, normal);
    };
    const GraphNode mixed = Attention({part(0), part(1), part(2)}, config.fusion_heads, width);
    x = AddNodes(x, Linear(weights, name + ".self_out", mixed));
  }
  const GraphNode asked =
      Linear(weights, name + ".cross_q", LayerNorm(weights, name + ".cross_norm", x));
  const GraphNode keys = LinearRows(weights, name + ".cross_kv", {0, width}, inputs.k);
  const GraphNode values = LinearRows(weights, name + ".cross_kv", {width, width}, inputs.v);
  const GraphNode answer = Attention({asked, keys, values}, config.fusion_heads, width);
  if (attention != nullptr) {
    attention->push_back(AsLayer(MeanAttentionWeights(asked, keys, config.fusion_heads, width)));
  }
  x = AddNodes(x, Linear(weights, name + ".cross_out", answer));
  const GraphNode inner =
      Relu(Linear(weights, name + ".fc1", LayerNorm(weights, name + ".ffn_norm", x)));
  return AddNodes(x, Linear(weights, name + ".fc2", inner));
}

}  // namespace

FusionOutputs Fuse(const ModelConfig& config, const StoredWeights& weights,
                   const FusionInputs& inputs) {
  const GraphNode encoded =
      config.encoder_output == "pooled" ? MeanToken(inputs.tokens, true) : inputs.tokens;
  const GraphNode projected =
      Linear(weights, "ecg_projection.fc2", Relu(Linear(weights, "ecg_projection.fc1", encoded)));
  if (config.fusion == "linear") {
    return {Linear(weights, "linear", MeanToken(projected, false)), {}};
  }
  const GraphNode tokens = LayerNorm(weights, "fusion.ecg_norm", projected);
  const GraphNode queries =
      Linear(weights, "query_projection.fc2",
             Gelu(Linear(weights, "query_projection.fc1", inputs.query_embeddings)));
  GraphNode x = std::make_shared<op::Broadcast>(
      LayerNorm(weights, "fusion.query_norm", queries),
      IndexConstant({inputs.batch_size, inputs.query_count, config.hidden_width}));
  ov::OutputVector attention;
  for (int64_t i = 0; i < config.fusion_layers; ++i) {
    x = Layer(config, weights, "fusion.layers." + std::to_string(i), {x, tokens, tokens},
              inputs.shows_attention ? &attention : nullptr);
  }
  const GraphNode inner = Gelu(Linear(weights, "head.fc1", LayerNorm(weights, "fusion.norm", x)));
  FusionOutputs outputs;
  outputs.logits =
      ReshapeTo(Linear(weights, "head.fc2", inner), {inputs.batch_size, inputs.query_count});
  if (inputs.shows_attention) outputs.attention = std::make_shared<op::Concat>(attention, 1);
  return outputs;
}

}  // namespace supreme
