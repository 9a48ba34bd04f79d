#include "nn/fusion.h"

#include <ATen/ATen.h>

#include "nn/check_shape.h"

namespace supreme {

Fusion::Layer Fusion::MakeLayer(const ModelConfig& config, const Weights& weights,
                                const std::string& name) {
  std::optional<SelfAttention> self;
  if (config.query_self_attention) {
    self = SelfAttention{LayerNorm(weights, name + ".self_norm"),
                         Linear(weights, name + ".self_qkv"), Linear(weights, name + ".self_out")};
  }
  return {std::move(self),
          LayerNorm(weights, name + ".cross_norm"),
          Linear(weights, name + ".cross_q"),
          Linear(weights, name + ".cross_kv"),
          Linear(weights, name + ".cross_out"),
          LayerNorm(weights, name + ".ffn_norm"),
          Linear(weights, name + ".fc1"),
          Linear(weights, name + ".fc2")};
}

Fusion::Fusion(const ModelConfig& config, const Weights& weights)
    : heads_(config.fusion_heads),
      dropout_(config.dropout),
      ecg_norm_(weights, "fusion.ecg_norm"),
      query_norm_(weights, "fusion.query_norm"),
      norm_(weights, "fusion.norm"),
      head1_(weights, "head.fc1"),
      head2_(weights, "head.fc2") {
  for (int64_t i = 0; i < config.fusion_layers; ++i) {
    layers_.push_back(MakeLayer(config, weights, "fusion.layers." + std::to_string(i)));
  }
}

at::Tensor Fusion::Forward(const at::Tensor& tokens, const at::Tensor& queries,
                           const Mode& mode) const {
  const int64_t width = norm_.weight.size(0);
  CheckShape(tokens, {kAnySize, kAnySize, width}, "tokens");
  CheckShape(queries, {kAnySize, width}, "queries");
  const at::Tensor ecg = ecg_norm_(tokens);
  // One record's worth: what the records of a batch have in common is computed once.
  at::Tensor x = query_norm_(queries).unsqueeze(0);
  for (const Layer& layer : layers_) x = RunLayer(layer, ecg, x, mode);
  x = Dropout(norm_(x), dropout_, mode);
  return head2_(at::gelu(head1_(x))).squeeze(-1);
}

at::Tensor Fusion::RunLayer(const Layer& layer, const at::Tensor& tokens, at::Tensor x,
                            const Mode& mode) const {
  if (layer.self) {
    x = x.expand({tokens.size(0), -1, -1});
    const auto qkv = layer.self->qkv(layer.self->norm(x)).chunk(3, -1);
    const at::Tensor mixed = layer.self->out(Attend(qkv[0], qkv[1], qkv[2], heads_));
    x = x + Dropout(mixed, dropout_, mode);
  }
  const auto kv = layer.cross_kv(tokens).chunk(2, -1);
  const at::Tensor q = layer.cross_q(layer.cross_norm(x)).expand({tokens.size(0), -1, -1});
  x = x + Dropout(layer.cross_out(Attend(q, kv[0], kv[1], heads_)), dropout_, mode);
  const at::Tensor hidden = layer.fc2(at::relu(layer.fc1(layer.ffn_norm(x))));
  return x + Dropout(hidden, dropout_, mode);
}

}  // namespace supreme
