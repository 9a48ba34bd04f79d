#include "nn/bert.h"

#include <ATen/ATen.h>

#include <algorithm>

namespace supreme {
namespace {

constexpr double kHidden = -1e9;  // attention to padding, before the softmax

// "encoder.layer.4.output.dense.bias" → 4; nothing for embeddings.
int64_t LayerOf(const std::string& name) {
  constexpr std::string_view kPrefix = "encoder.layer.";
  return name.starts_with(kPrefix) ? std::stoll(name.substr(kPrefix.size())) : -1;
}

}  // namespace

TokenBatch PadTokens(std::span<const std::vector<int32_t>> texts, int32_t pad_id) {
  size_t longest = 0;
  for (const auto& text : texts) longest = std::max(longest, text.size());
  const std::vector<int64_t> shape = {static_cast<int64_t>(texts.size()),
                                      static_cast<int64_t>(longest)};
  TokenBatch batch{at::full(shape, pad_id, at::kLong), at::zeros(shape, at::kBool)};
  auto* ids = batch.ids.mutable_data_ptr<int64_t>();
  auto* mask = batch.mask.mutable_data_ptr<bool>();
  for (size_t i = 0; i < texts.size(); ++i) {
    std::copy(texts[i].begin(), texts[i].end(), ids + i * longest);
    std::fill_n(mask + i * longest, texts[i].size(), true);
  }
  return batch;
}

Bert::Bert(const BertFolder& folder) : config_(folder.config), mean_pooling_(folder.pooling.mean) {
  for (const auto& [name, shape] : BertWeightShapes(config_)) {
    std::vector<float> values = folder.weights->Read(name);
    weights_[name] = at::from_blob(values.data(), shape, at::kFloat).clone();
  }
}

std::map<std::string, at::Tensor> Bert::Unfreeze(int64_t first_layer, bool words) {
  std::map<std::string, at::Tensor> trained;
  for (const auto& [name, tensor] : weights_) {
    const int64_t layer = LayerOf(name);
    const bool is_trained = layer >= 0 ? layer >= first_layer : words;
    tensor.set_requires_grad(is_trained);
    if (is_trained) trained[name] = tensor;
  }
  return trained;
}

at::Tensor Bert::Linear(const std::string& name, const at::Tensor& x) const {
  return at::linear(x, weights_.at(name + ".weight"), weights_.at(name + ".bias"));
}

at::Tensor Bert::LayerNorm(const std::string& name, const at::Tensor& x) const {
  return at::layer_norm(x, {config_.hidden_size}, weights_.at(name + ".weight"),
                        weights_.at(name + ".bias"), config_.layer_norm_eps);
}

at::Tensor Bert::Layer(const std::string& name, const at::Tensor& x, const at::Tensor& bias) const {
  const int64_t heads = config_.num_attention_heads;
  const auto part = [&](const char* which) {
    const at::Tensor values = Linear(name + ".attention.self." + which, x);
    return values.unflatten(-1, {heads, -1}).transpose(1, 2);
  };
  const at::Tensor mixed =
      at::scaled_dot_product_attention(part("query"), part("key"), part("value"), bias);
  const at::Tensor attended =
      x + Linear(name + ".attention.output.dense", mixed.transpose(1, 2).flatten(-2));
  const at::Tensor middle = LayerNorm(name + ".attention.output.LayerNorm", attended);
  const at::Tensor inner = at::gelu(Linear(name + ".intermediate.dense", middle));
  return LayerNorm(name + ".output.LayerNorm", middle + Linear(name + ".output.dense", inner));
}

at::Tensor Bert::operator()(const TokenBatch& batch) const {
  const int64_t tokens = batch.ids.size(1);
  const at::Tensor words =
      at::embedding(weights_.at("embeddings.word_embeddings.weight"), batch.ids);
  const at::Tensor places =
      weights_.at("embeddings.position_embeddings.weight").slice(0, 0, tokens) +
      weights_.at("embeddings.token_type_embeddings.weight")[0];
  at::Tensor x = LayerNorm("embeddings.LayerNorm", words + places);
  const at::Tensor padding = batch.mask.logical_not();
  const at::Tensor bias = at::zeros(padding.sizes(), x.options().requires_grad(false))
                              .masked_fill_(padding, kHidden)
                              .unsqueeze(1)
                              .unsqueeze(1)
                              .expand({-1, 1, tokens, -1});
  for (int64_t i = 0; i < config_.num_hidden_layers; ++i) {
    x = Layer("encoder.layer." + std::to_string(i), x, bias);
  }
  at::Tensor pooled = x.select(1, 0);
  if (mean_pooling_) {
    const at::Tensor counted = batch.mask.to(at::kFloat).unsqueeze(-1);
    pooled = (x * counted).sum(1) / counted.sum(1);
  }
  return pooled / at::linalg_vector_norm(pooled, 2, at::IntArrayRef{-1}, true).clamp_min(1e-12);
}

}  // namespace supreme
