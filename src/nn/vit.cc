#include "nn/vit.h"

#include <ATen/ATen.h>

#include "nn/check_shape.h"

namespace supreme {

Vit::Block::Block(const Weights& weights, const std::string& name)
    : norm1(weights, name + ".norm1"),
      qkv(weights, name + ".qkv"),
      out(weights, name + ".out"),
      norm2(weights, name + ".norm2"),
      fc1(weights, name + ".fc1"),
      fc2(weights, name + ".fc2") {}

Vit::Vit(const ModelConfig& config, const Weights& weights)
    : patch_samples_(config.patch_samples),
      heads_(config.attention_heads),
      dropout_(config.dropout),
      stochastic_depth_(config.stochastic_depth),
      patch_weight_(weights.Get("encoder.patch.weight")),
      lead_embedding_(weights.Get("encoder.lead_embedding")),
      position_embedding_(weights.Get("encoder.position_embedding")),
      norm_(weights, "encoder.norm") {
  for (int64_t i = 0; i < config.depth; ++i) {
    blocks_.emplace_back(weights, "encoder.blocks." + std::to_string(i));
  }
}

at::Tensor Vit::Forward(const at::Tensor& samples, const at::Tensor& offset,
                        const Mode& mode) const {
  const int64_t leads = lead_embedding_.size(0);
  const int64_t patches = position_embedding_.size(0);
  CheckShape(samples, {kAnySize, leads, patches * patch_samples_}, "samples");
  const at::Tensor cut = samples.unflatten(-1, {patches, patch_samples_});  // [B, L, N, P]
  at::Tensor tokens = at::linear(cut, patch_weight_) + lead_embedding_.unsqueeze(1) +
                      position_embedding_;  // [B, L, N, D]
  tokens = tokens.flatten(1, 2);
  if (offset.defined()) tokens = tokens + offset.unsqueeze(1);
  const auto last = static_cast<double>(blocks_.size() - 1);
  for (size_t i = 0; i < blocks_.size(); ++i) {
    const double ramp = last > 0.0 ? static_cast<double>(i) / last : 1.0;
    tokens = RunBlock(blocks_[i], tokens, stochastic_depth_ * ramp, mode);
  }
  return norm_(tokens);
}

at::Tensor Vit::RunBlock(const Block& block, at::Tensor tokens, double depth_rate,
                         const Mode& mode) const {
  const auto qkv = block.qkv(block.norm1(tokens)).chunk(3, -1);
  const at::Tensor mixed = block.out(Attend(qkv[0], qkv[1], qkv[2], heads_));
  tokens = tokens + StochasticDepth(Dropout(mixed, dropout_, mode), depth_rate, mode);
  const at::Tensor hidden = block.fc2(at::gelu(block.fc1(block.norm2(tokens))));
  return tokens + StochasticDepth(Dropout(hidden, dropout_, mode), depth_rate, mode);
}

}  // namespace supreme
