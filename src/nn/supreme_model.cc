#include "nn/supreme_model.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

#include <utility>

#include "nn/check_shape.h"
#include "nn/lead_offset.h"
#include "nn/resnet1d.h"
#include "nn/vit.h"

namespace supreme {
namespace {

const ModelConfig& Validated(const ModelConfig& config) {
  ValidateModelConfig(config);
  return config;
}

}  // namespace

std::unique_ptr<EcgEncoder> MakeEcgEncoder(const ModelConfig& config, const Weights& weights) {
  if (config.encoder == "resnet") return std::make_unique<Resnet1d>(config, weights);
  return std::make_unique<Vit>(config, weights);
}

SupremeModel::SupremeModel(const ModelConfig& config, const TensorPlace& place)
    : SupremeModel(Validated(config), Weights(config, place)) {}

SupremeModel::SupremeModel(const ModelConfig& config, Weights weights)
    : config_(config),
      weights_(std::move(weights)),
      encoder_(MakeEcgEncoder(config, weights_)),
      ecg_projection_(weights_, "ecg_projection", Activation::kRelu, config.dropout) {
  if (config.fusion == "linear") {
    linear_.emplace(config, weights_);
  } else {
    cfn_.emplace(Cfn{Projection(weights_, "query_projection", Activation::kGelu, config.dropout),
                     Fusion(config, weights_)});
  }
  if (config.preprocess.normalisation == "zscore_record") {
    lead_scale_ = weights_.Get("lead_scale.weight");
  }
  if (config.direct_outputs > 0) direct_.emplace(weights_, "direct");
}

at::Tensor SupremeModel::Forward(const at::Tensor& samples, const at::Tensor& lead_log_std,
                                 const at::Tensor& queries, const Mode& mode) const {
  return ForwardAll(samples, lead_log_std, queries, mode).logits;
}

SupremeModel::Outputs SupremeModel::ForwardAll(const at::Tensor& samples,
                                               const at::Tensor& lead_log_std,
                                               const at::Tensor& queries, const Mode& mode) const {
  const at::Tensor tokens = ProjectedTokens(samples, lead_log_std, mode);
  Outputs outputs;
  outputs.tokens = tokens;
  if (linear_) {
    CheckShape(queries, {config_.trained_queries, config_.text_width}, "queries");
    outputs.logits = linear_->Forward(tokens, mode);
  } else {
    CheckShape(queries, {kAnySize, config_.text_width}, "queries");
    outputs.projected_queries = cfn_->query_projection.Forward(queries, mode);
    outputs.logits = cfn_->fusion.Forward(tokens, outputs.projected_queries, mode);
  }
  if (direct_) outputs.direct = (*direct_)(at::cat({tokens.mean(1), tokens.amax(1)}, 1));
  return outputs;
}

// [B, K, H]
at::Tensor SupremeModel::ProjectedTokens(const at::Tensor& samples, const at::Tensor& lead_log_std,
                                         const Mode& mode) const {
  if (mode.encoder_frozen) {
    const c10::NoGradGuard no_graph;
    return ProjectedTokens(samples, lead_log_std, Mode{});
  }
  const at::Tensor offset = LeadOffset(lead_scale_, lead_log_std, samples.size(0));
  at::Tensor tokens = encoder_->Forward(samples, offset, mode);
  if (config_.encoder_output == "pooled") tokens = tokens.mean(at::IntArrayRef{1}, true);
  return ecg_projection_.Forward(tokens, mode);
}

}  // namespace supreme
