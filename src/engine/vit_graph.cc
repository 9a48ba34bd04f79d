#include "engine/vit_graph.h"

#include <string>
#include <vector>

namespace supreme {
namespace {

// What is added to the token of each lead and place: [12·N, D], lead by lead.
std::vector<float> TokenEmbeddings(const StoredWeights& weights) {
  const std::vector<float> leads = weights.Read("encoder.lead_embedding");
  const std::vector<float> places = weights.Read("encoder.position_embedding");
  const auto width = static_cast<size_t>(weights.ShapeOf("encoder.lead_embedding").at(1));
  std::vector<float> sums;
  sums.reserve(leads.size() / width * places.size());
  for (size_t lead = 0; lead < leads.size() / width; ++lead) {
    for (size_t i = 0; i < places.size(); ++i) {
      sums.push_back(leads[lead * width + i % width] + places[i]);
    }
  }
  return sums;
}

GraphNode Block(const ModelConfig& config, const StoredWeights& weights, const std::string& name,
                const GraphNode& x) {
  const int64_t width = config.width;
  const GraphNode normal = LayerNorm(weights, name + ".norm1", x);
  const auto part = [&](int64_t index) {
    return LinearRows(weights, name + ".qkv", {index * width, width}, normal);
  };
  const GraphNode mixed = Attention({part(0), part(1), part(2)}, config.attention_heads, width);
  const GraphNode attended = AddNodes(x, Linear(weights, name + ".out", mixed));
  const GraphNode inner =
      Gelu(Linear(weights, name + ".fc1", LayerNorm(weights, name + ".norm2", attended)));
  return AddNodes(attended, Linear(weights, name + ".fc2", inner));
}

}  // namespace

GraphNode VitTokens(const ModelConfig& config, const StoredWeights& weights,
                    const GraphNode& samples, const GraphNode& lead_scale) {
  const int64_t tokens = TokenCount(config);
  const GraphNode patches = ReshapeTo(samples, {0, tokens, config.patch_samples});
  const GraphNode projection =
      FloatConstant(weights.Read("encoder.patch.weight"), weights.ShapeOf("encoder.patch.weight"));
  GraphNode x = AddNodes(MatMulTransposed(patches, projection),
                         FloatConstant(TokenEmbeddings(weights), {1, tokens, config.width}));
  if (lead_scale.get_node() != nullptr) x = AddNodes(x, lead_scale);
  for (int64_t i = 0; i < config.depth; ++i) {
    x = Block(config, weights, "encoder.blocks." + std::to_string(i), x);
  }
  return LayerNorm(weights, "encoder.norm", x);
}

}  // namespace supreme
