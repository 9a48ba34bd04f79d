#include "engine/resnet_graph.h"

#include <cmath>
#include <cstddef>
#include <openvino/opsets/opset13.hpp>
#include <string>
#include <vector>

#include <memory>

namespace supreme {
namespace {

namespace op = ov::opset13;

constexpr float kBatchNormEpsilon = 1e-5F;

// A convolution without bias, then BatchNorm with its running statistics: one convolution with
// weight·s and bias β − mean·s, s = γ / √(variance + ε). Padding keeps the centre.
struct ConvNorm {
  const StoredWeights& weights;
  std::string conv;
  std::string norm;

  GraphNode operator()(const GraphNode& x, size_t stride) const {
    const Shape& shape = weights.ShapeOf(conv + ".weight");
    std::vector<float> kernel = weights.Read(conv + ".weight");
    std::vector<float> bias = weights.Read(norm + ".bias");
    const std::vector<float> gamma = weights.Read(norm + ".weight");
    const std::vector<float> mean = weights.Read(norm + ".running_mean");
    const std::vector<float> variance = weights.Read(norm + ".running_var");
    const size_t row = kernel.size() / bias.size();
    for (size_t channel = 0; channel < bias.size(); ++channel) {
      const float scale = gamma[channel] / std::sqrt(variance[channel] + kBatchNormEpsilon);
      for (size_t i = 0; i < row; ++i) kernel[channel * row + i] *= scale;
      bias[channel] -= mean[channel] * scale;
    }
    const std::ptrdiff_t padding = shape.at(2) / 2;
    const GraphNode product = std::make_shared<op::Convolution>(
        x, FloatConstant(kernel, shape), ov::Strides{stride}, ov::CoordinateDiff{padding},
        ov::CoordinateDiff{padding}, ov::Strides{1});
    return AddNodes(product, FloatConstant(bias, {1, shape.at(0), 1}));
  }
};

GraphNode Block(const StoredWeights& weights, const std::string& name, const GraphNode& x,
                size_t stride) {
  const ConvNorm first{weights, name + ".conv1", name + ".norm1"};
  const ConvNorm second{weights, name + ".conv2", name + ".norm2"};
  const ConvNorm shortcut{weights, name + ".shortcut.conv", name + ".shortcut.norm"};
  const GraphNode y = second(Relu(first(x, stride)), 1);
  const bool changes_shape = weights.Has(name + ".shortcut.conv.weight");
  return Relu(AddNodes(y, changes_shape ? shortcut(x, stride) : x));
}

}  // namespace

GraphNode ResnetTokens(const ModelConfig& config, const StoredWeights& weights,
                       const GraphNode& samples, const GraphNode& lead_scale) {
  const ConvNorm stem{weights, "encoder.stem.conv", "encoder.stem.norm"};
  GraphNode x = Relu(stem(samples, 2));
  const size_t stages = ResnetStageWidths(config).size();
  for (size_t s = 0; s < stages; ++s) {
    for (int64_t b = 0; b < config.stage_blocks; ++b) {
      const std::string name = "encoder.stages." + std::to_string(s) + "." + std::to_string(b);
      x = Block(weights, name, x, s > 0 && b == 0 ? 2 : 1);
    }
  }
  const GraphNode tokens = Transposed(x, {0, 2, 1});
  return lead_scale.get_node() == nullptr ? tokens : AddNodes(tokens, lead_scale);
}

}  // namespace supreme
