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
    : EcgNetwork(config, std::move(weights)),
      encoder_(MakeEcgEncoder(config, this->weights())),
      ecg_projection_(this->weights(), "ecg_projection", Activation::kRelu, config.dropout) {
  const Weights& own = this->weights();
  if (config.fusion == "linear") {
    linear_.emplace(config, own);
  } else {
    cfn_.emplace(Cfn{Projection(own, "query_projection", Activation::kGelu, config.dropout),
                     Fusion(config, own)});
  }
  if (config.preprocess.normalisation == "zscore_record") {
    lead_scale_ = own.Get("lead_scale.weight");
  }
  if (config.direct_outputs > 0) direct_.emplace(own, "direct");
}

std::unique_ptr<EcgNetwork> SupremeModel::On(Weights weights) const {
  return std::make_unique<SupremeModel>(config(), std::move(weights));
}

SupremeModel::Outputs SupremeModel::ForwardAll(const at::Tensor& samples,
                                               const at::Tensor& lead_log_std,
                                               const at::Tensor& queries, const Mode& mode) const {
  const at::Tensor tokens = ProjectedTokens(samples, lead_log_std, mode);
  Outputs outputs;
  outputs.tokens = tokens;
  if (linear_) {
    CheckShape(queries, {config().trained_queries, config().text_width}, "queries");
    outputs.logits = linear_->Forward(tokens, mode);
  } else {
    CheckShape(queries, {kAnySize, config().text_width}, "queries");
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
  if (config().encoder_output == "pooled") tokens = tokens.mean(at::IntArrayRef{1}, true);
  return ecg_projection_.Forward(tokens, mode);
}

}  // namespace supreme
