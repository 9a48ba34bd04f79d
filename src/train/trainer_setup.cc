#include "train/trainer_setup.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <utility>

#include "nn/supreme_model.h"
#include "tensor/safetensors.h"

namespace supreme {
namespace {

bool BelongsToEncoder(const std::string& weight) {
  return weight.starts_with("encoder.") || weight.starts_with("lead_scale.") ||
         weight.starts_with("ecg_projection.");
}

}  // namespace

int64_t TotalSteps(const TrainConfig& config, int64_t steps_per_epoch) {
  const int64_t steps = config.epochs * steps_per_epoch;
  return config.max_steps > 0 ? std::min(steps, config.max_steps) : steps;
}

RunConfig WithHeads(RunConfig config, const BatchSource& source) {
  config.model.trained_queries = static_cast<int64_t>(source.queries().queries.size());
  if (config.train.direct_weight > 0.0) config.model.direct_outputs = source.direct_signs();
  return config;
}

Schedule MakeSchedule(const TrainConfig& config, int64_t total_steps) {
  const int64_t whole_run = std::max<int64_t>(1, total_steps - config.warmup_steps);
  return {.peak = config.learning_rate,
          .minimum = std::min(config.minimum_learning_rate, config.learning_rate),
          .warmup_steps = config.warmup_steps,
          .first_cycle_steps = config.restart_steps > 0 ? config.restart_steps : whole_run,
          .cycle_factor = config.restart_factor};
}

std::map<std::string, at::Tensor> TrainedParameters(const TrainConfig& config,
                                                    const Weights& weights) {
  std::map<std::string, at::Tensor> trained = weights.parameters();
  if (config.freeze_encoder) {
    std::erase_if(trained, [](const auto& entry) { return BelongsToEncoder(entry.first); });
  }
  return trained;
}

void TakeOverWeights(const std::filesystem::path& bundle, Weights& weights) {
  const SafetensorsFile file(bundle / "model.safetensors");
  for (const auto* tensors : {&weights.parameters(), &weights.buffers()}) {
    for (const auto& [name, tensor] : *tensors) {
      if (file.Has(name) || !name.starts_with("direct.")) LoadTensor(file, name, tensor);
    }
  }
}

Learner NewLearner(const RunConfig& config, const BatchSource& source, at::Device device) {
  const TrainConfig& train = config.train;
  auto network = std::make_unique<SupremeModel>(WithHeads(config, source).model,
                                                TensorPlace{.device = device});
  Weights& weights = network->weights();
  weights.Initialise(Rng(static_cast<uint64_t>(train.seed)).Fork("weights"),
                     train.initial_weights == "fan_in" ? LinearInit::kFanIn : LinearInit::kPaper);
  if (!train.start_from.empty()) TakeOverWeights(train.start_from, weights);
  AdamW optimizer(TrainedParameters(train, weights),
                  {.weight_decay = train.weight_decay, .beta1 = train.beta1, .beta2 = train.beta2});
  return {std::move(network), std::move(optimizer), device};
}

}  // namespace supreme
