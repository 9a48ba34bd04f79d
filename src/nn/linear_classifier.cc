#include "nn/linear_classifier.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

#include <utility>

#include "nn/lead_offset.h"

namespace supreme {
namespace {

std::map<std::string, Shape> Shapes(const ModelConfig& config, int64_t classes) {
  std::map<std::string, Shape> shapes = WeightShapes(config);
  std::erase_if(shapes, [](const auto& entry) {
    return !entry.first.starts_with("encoder.") && !entry.first.starts_with("lead_scale.");
  });
  shapes["classes.weight"] = {classes, config.width};
  shapes["classes.bias"] = {classes};
  return shapes;
}

}  // namespace

LinearClassifier::LinearClassifier(const ModelConfig& config, int64_t classes,
                                   const TensorPlace& place)
    : LinearClassifier(config, Weights(Shapes(config, classes), place)) {}

LinearClassifier::LinearClassifier(const ModelConfig& config, Weights weights)
    : EcgNetwork(config, std::move(weights)),
      encoder_(MakeEcgEncoder(config, this->weights())),
      classes_(this->weights(), "classes") {
  if (config.preprocess.normalisation == "zscore_record") {
    lead_scale_ = this->weights().Get("lead_scale.weight");
  }
}

std::unique_ptr<EcgNetwork> LinearClassifier::On(Weights weights) const {
  return std::make_unique<LinearClassifier>(config(), std::move(weights));
}

void LinearClassifier::LoadEncoder(const SafetensorsFile& file) {
  for (const auto* tensors : {&weights().parameters(), &weights().buffers()}) {
    for (const auto& [name, tensor] : *tensors) {
      if (!name.starts_with(kClassesPrefix)) LoadTensor(file, name, tensor);
    }
  }
}

// [B, D]
at::Tensor LinearClassifier::MeanToken(const at::Tensor& samples, const at::Tensor& lead_log_std,
                                       const Mode& mode) const {
  if (mode.encoder_frozen) {
    const c10::NoGradGuard no_graph;
    return MeanToken(samples, lead_log_std, Mode{});
  }
  const at::Tensor offset = LeadOffset(lead_scale_, lead_log_std, samples.size(0));
  return encoder_->Forward(samples, offset, mode).mean(1);
}

EcgNetwork::Outputs LinearClassifier::ForwardAll(const at::Tensor& samples,
                                                 const at::Tensor& lead_log_std,
                                                 const at::Tensor& /*queries*/,
                                                 const Mode& mode) const {
  Outputs outputs;
  outputs.logits = classes_(MeanToken(samples, lead_log_std, mode));
  return outputs;
}

}  // namespace supreme
