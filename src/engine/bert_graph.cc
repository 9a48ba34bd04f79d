#include "engine/bert_graph.h"

#include <openvino/opsets/opset13.hpp>
#include <string>

#include "engine/graph_ops.h"

namespace supreme {
namespace {

namespace op = ov::opset13;

GraphNode Layer(const BertConfig& config, const StoredWeights& weights, const std::string& name,
                const GraphNode& x) {
  const NormOptions norm{config.layer_norm_eps};
  const std::string self = name + ".attention.self.";
  const AttentionInputs inputs = {Linear(weights, self + "query", x),
                                  Linear(weights, self + "key", x),
                                  Linear(weights, self + "value", x)};
  const GraphNode mixed = Attention(inputs, config.num_attention_heads, config.hidden_size);
  const GraphNode attended = AddNodes(x, Linear(weights, name + ".attention.output.dense", mixed));
  const GraphNode middle = LayerNorm(weights, name + ".attention.output.LayerNorm", attended, norm);
  const GraphNode inner = Gelu(Linear(weights, name + ".intermediate.dense", middle));
  const GraphNode fed = AddNodes(middle, Linear(weights, name + ".output.dense", inner));
  return LayerNorm(weights, name + ".output.LayerNorm", fed, norm);
}

GraphNode Pool(const GraphNode& x, bool mean) {
  if (mean) return std::make_shared<op::ReduceMean>(x, IndexConstant({1}), false);
  const auto first = op::Constant::create(ov::element::i64, {}, {0});
  const auto axis = op::Constant::create(ov::element::i64, {}, {1});
  return std::make_shared<op::Gather>(x, first, axis);
}

}  // namespace

std::shared_ptr<ov::Model> BuildBertGraph(const BertConfig& config, const StoredWeights& weights,
                                          bool mean_pooling) {
  const auto input = std::make_shared<op::Parameter>(ov::element::f32,
                                                     ov::PartialShape{-1, -1, config.hidden_size});
  GraphNode x = LayerNorm(weights, "embeddings.LayerNorm", input, {config.layer_norm_eps});
  for (int64_t i = 0; i < config.num_hidden_layers; ++i) {
    x = Layer(config, weights, "encoder.layer." + std::to_string(i), x);
  }
  return std::make_shared<ov::Model>(ov::OutputVector{Pool(x, mean_pooling)},
                                     ov::ParameterVector{input}, "bert");
}

}  // namespace supreme
