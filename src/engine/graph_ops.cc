#include "engine/graph_ops.h"

#include <cmath>
#include <openvino/opsets/opset13.hpp>

#include <memory>

#include "core/error.h"

namespace supreme {
namespace {

namespace op = ov::opset13;

ov::Shape ToOvShape(const Shape& shape) { return {shape.begin(), shape.end()}; }

// [B, N, W] → [B, heads, N, W / heads].
GraphNode SplitHeads(const GraphNode& x, int64_t heads, int64_t width) {
  return Transposed(ReshapeTo(x, {0, 0, heads, width / heads}), {0, 2, 1, 3});
}

}  // namespace

GraphNode FloatConstant(std::span<const float> values, const Shape& shape) {
  SUPREME_CHECK(static_cast<int64_t>(values.size()) == ElementCount(shape));
  return std::make_shared<op::Constant>(ov::element::f32, ToOvShape(shape), values.data());
}

GraphNode IndexConstant(const std::vector<int64_t>& values) {
  return op::Constant::create(ov::element::i64, {values.size()}, values);
}

GraphNode AddNodes(const GraphNode& a, const GraphNode& b) {
  return std::make_shared<op::Add>(a, b);
}

GraphNode Relu(const GraphNode& x) { return std::make_shared<op::Relu>(x); }

GraphNode Gelu(const GraphNode& x) { return std::make_shared<op::Gelu>(x); }

GraphNode ReshapeTo(const GraphNode& x, const std::vector<int64_t>& shape) {
  return std::make_shared<op::Reshape>(x, IndexConstant(shape), true);
}

GraphNode Transposed(const GraphNode& x, const std::vector<int64_t>& order) {
  return std::make_shared<op::Transpose>(x, IndexConstant(order));
}

GraphNode MatMulTransposed(const GraphNode& x, const GraphNode& weight) {
  return std::make_shared<op::MatMul>(x, weight, false, true);
}

GraphNode Linear(const StoredWeights& weights, const std::string& name, const GraphNode& x) {
  return LinearRows(weights, name, {0, weights.ShapeOf(name + ".weight").at(0)}, x);
}

GraphNode LinearRows(const StoredWeights& weights, const std::string& name, Rows rows,
                     const GraphNode& x) {
  const int64_t inside = weights.ShapeOf(name + ".weight").at(1);
  const std::vector<float> weight = weights.Read(name + ".weight");
  const std::vector<float> bias = weights.Read(name + ".bias");
  const auto part = [&](const std::vector<float>& values, int64_t row_width) {
    return std::span(values).subspan(static_cast<size_t>(rows.begin * row_width),
                                     static_cast<size_t>(rows.count * row_width));
  };
  const GraphNode product =
      MatMulTransposed(x, FloatConstant(part(weight, inside), {rows.count, inside}));
  return AddNodes(product, FloatConstant(part(bias, 1), {rows.count}));
}

GraphNode LayerNorm(const StoredWeights& weights, const std::string& name, const GraphNode& x,
                    const NormOptions& options) {
  const Shape& shape = weights.ShapeOf(name + ".weight");
  const GraphNode normal =
      std::make_shared<op::MVN>(x, IndexConstant({-1}), true, static_cast<float>(options.epsilon),
                                ov::op::MVNEpsMode::INSIDE_SQRT);
  const GraphNode scaled =
      std::make_shared<op::Multiply>(normal, FloatConstant(weights.Read(name + ".weight"), shape));
  return AddNodes(scaled, FloatConstant(weights.Read(name + ".bias"), shape));
}

GraphNode Attention(const AttentionInputs& inputs, int64_t heads, int64_t width) {
  const auto split = [&](const GraphNode& x) { return SplitHeads(x, heads, width); };
  const GraphNode mixed = std::make_shared<op::ScaledDotProductAttention>(
      split(inputs.q), split(inputs.k), split(inputs.v), false);
  return ReshapeTo(Transposed(mixed, {0, 2, 1, 3}), {0, 0, width});
}

GraphNode MeanAttentionWeights(const GraphNode& q, const GraphNode& k, int64_t heads,
                               int64_t width) {
  const float scale = 1.0F / std::sqrt(static_cast<float>(width / heads));
  const GraphNode products =
      MatMulTransposed(SplitHeads(q, heads, width), SplitHeads(k, heads, width));
  const GraphNode scaled =
      std::make_shared<op::Multiply>(products, FloatConstant(std::span(&scale, 1), {1}));
  const GraphNode weights = std::make_shared<op::Softmax>(scaled, 3);
  return std::make_shared<op::ReduceMean>(weights, IndexConstant({1}), false);
}

}  // namespace supreme
