// The few operations our networks are made of, as OpenVINO nodes with weights from a file.
// Private to src/engine: the only headers that show OpenVINO are this one, the *_graph.h and
// compiled_graph.h.
#pragma once

#include <openvino/core/model.hpp>
#include <openvino/core/node_output.hpp>
#include <span>
#include <string>
#include <vector>

#include "engine/weights.h"

namespace supreme {

using GraphNode = ov::Output<ov::Node>;

struct NormOptions {
  double epsilon = 1e-5;
};

GraphNode FloatConstant(std::span<const float> values, const Shape& shape);
GraphNode IndexConstant(const std::vector<int64_t>& values);

GraphNode AddNodes(const GraphNode& a, const GraphNode& b);
GraphNode Relu(const GraphNode& x);
GraphNode Gelu(const GraphNode& x);  // erf form
// 0 in `shape` keeps the extent of x at that place; -1 is what is left.
GraphNode ReshapeTo(const GraphNode& x, const std::vector<int64_t>& shape);
GraphNode Transposed(const GraphNode& x, const std::vector<int64_t>& order);

// x [..., in] times weight [out, in], transposed.
GraphNode MatMulTransposed(const GraphNode& x, const GraphNode& weight);
// x [..., in] → [..., out] with `name`.weight [out, in] and `name`.bias [out].
GraphNode Linear(const StoredWeights& weights, const std::string& name, const GraphNode& x);
// Rows [begin, begin + count) of a linear layer alone: q of a stacked qkv.
struct Rows {
  int64_t begin = 0;
  int64_t count = 0;
};
GraphNode LinearRows(const StoredWeights& weights, const std::string& name, Rows rows,
                     const GraphNode& x);
// Over the last axis, with `name`.weight and `name`.bias.
GraphNode LayerNorm(const StoredWeights& weights, const std::string& name, const GraphNode& x,
                    const NormOptions& options = {});
// softmax(q kᵀ / √head width) v: q [B, Nq, W], k and v [B, Nk, W] → [B, Nq, W]; heads are
// contiguous blocks of W.
struct AttentionInputs {
  GraphNode q, k, v;
};
GraphNode Attention(const AttentionInputs& inputs, int64_t heads, int64_t width);
// The weights of Attention, mean over the heads: softmax(q kᵀ / √head width) → [B, Nq, Nk].
GraphNode MeanAttentionWeights(const GraphNode& q, const GraphNode& k, int64_t heads,
                               int64_t width);

}  // namespace supreme
