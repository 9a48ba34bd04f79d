// The network behind a bundle, asked about inputs that somebody has changed: what explanations are
// made with. Predictors answer for whole windows; this answers for the numbers that the network
// sees, after filtering and scaling.
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <vector>

#include "predict/bundle.h"
#include "predict/predictor.h"
#include "signal/preprocess.h"

namespace supreme {

struct InputScorerOptions {
  int threads = 0;                  // 0 = all cores
  int64_t batch_size = 16;          // inputs per inference
  bool attention = false;           // needed by Attention
  std::filesystem::path weights{};  // used in place of the bundle's; empty = the bundle's
};

// Cross-attention of one record: [layers, questions, tokens], the mean over the heads.
struct CrossAttention {
  size_t layer_count = 0;
  size_t question_count = 0;
  size_t token_count = 0;
  std::vector<float> weights;

  std::span<const float> Row(size_t layer, size_t question) const {
    return std::span(weights).subspan((layer * question_count + question) * token_count,
                                      token_count);
  }
};

// Errors of the constructor: those of EcgModel; kInvalidInput for embeddings of another width. Not
// thread-safe.
class InputScorer {
 public:
  InputScorer(const Bundle& bundle, const QueryBatch& queries,
              const InputScorerOptions& options = {});
  ~InputScorer();

  size_t question_count() const;
  NetworkInput Prepare(const EcgWindow& window) const;

  // Any number n of inputs [n, 12, T] of one record, whose lead scale is `lead_log_std` [12] →
  // logits [n, questions]. Of a denial the logit is that of "not so".
  std::vector<double> Logits(std::span<const float> samples, std::span<const float> lead_log_std);
  // kInternal unless options.attention.
  CrossAttention Attention(const NetworkInput& input);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace supreme
