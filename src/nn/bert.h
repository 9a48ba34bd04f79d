// BERT's encoder with weights that can be trained (Devlin et al., arXiv 1810.04805); the same
// numbers as engine/bert_graph.h, which only infers.
#pragma once

#include <ATen/core/Tensor.h>

#include <map>
#include <span>
#include <string>
#include <vector>

#include "engine/bert_folder.h"

namespace supreme {

// Texts of one batch as tokens, padded to the longest.
struct TokenBatch {
  at::Tensor ids;   // [texts, tokens] int64
  at::Tensor mask;  // [texts, tokens] bool, false on padding
};

// `texts` as WordPiece ids; at least one text, none empty.
TokenBatch PadTokens(std::span<const std::vector<int32_t>> texts, int32_t pad_id);

// Not thread-safe while its weights change.
class Bert {
 public:
  // Copies the folder's weights to float32. No dropout: training is the same on every run.
  explicit Bert(const BertFolder& folder);

  // [texts, H], pooled over the tokens as the folder says, each of length 1.
  at::Tensor operator()(const TokenBatch& batch) const;

  // All weights by their Hugging Face names without "bert."; values change in place.
  const std::map<std::string, at::Tensor>& weights() const { return weights_; }
  const BertConfig& config() const { return config_; }
  // Lets the layers from `first_layer` on be trained, and with `words` the embeddings too; the rest
  // stays as it is. Returns what is trained.
  std::map<std::string, at::Tensor> Unfreeze(int64_t first_layer, bool words);

 private:
  at::Tensor Linear(const std::string& name, const at::Tensor& x) const;
  at::Tensor LayerNorm(const std::string& name, const at::Tensor& x) const;
  at::Tensor Layer(const std::string& name, const at::Tensor& x, const at::Tensor& bias) const;

  BertConfig config_;
  bool mean_pooling_;
  std::map<std::string, at::Tensor> weights_;
};

}  // namespace supreme
