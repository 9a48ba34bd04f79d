// The trained network on OpenVINO, without LibTorch.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/model_config.h"
#include "tensor/safetensors.h"

namespace supreme {

struct EcgModelOptions {
  int threads = 0;                 // 0 = all cores
  int64_t batch_size = 1;          // static, so that the engine folds what depends on queries only
  std::string precision = "fp32";  // "fp32" or "bf16"
  std::string cache_folder{};      // compiled models are kept there; empty = none
  bool attention = false;          // computes the attention of InferWithAttention too
};

struct EcgAnswers {
  std::vector<float> logits;  // [n, M]
  // [n, fusion layers, M, tokens]: weights of the queries' cross-attention, the mean over the
  // heads; each row sums to 1.
  std::vector<float> attention;
};

// One compiled network for a fixed set of queries. Infer is thread-safe (own request per call
// slot).
class EcgModel {
 public:
  // query_embeddings [M, E]; none with fusion linear, whose M are the trained queries in their
  // order. kCorruptData when weights are missing or misshapen; kUsage when attention is asked of
  // fusion linear, which has none.
  EcgModel(const ModelConfig& config, const SafetensorsFile& weights,
           std::span<const float> query_embeddings, const EcgModelOptions& options = {});
  ~EcgModel();

  int64_t query_count() const;
  // samples [n, 12, T], lead_log_std [n, 12], n ≤ batch_size → logits [n, M].
  std::vector<float> Infer(std::span<const float> samples, std::span<const float> lead_log_std);
  // The same, and what the fusion network looked at; needs options.attention (kInternal otherwise).
  EcgAnswers InferWithAttention(std::span<const float> samples,
                                std::span<const float> lead_log_std);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace supreme
