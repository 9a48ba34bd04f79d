// What a training is made of, read from its settings before it begins.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include "nn/ecg_network.h"
#include "train/batch_source.h"
#include "train/optimizer.h"
#include "train/schedule.h"
#include "train/train_config.h"

namespace supreme {

// Of the whole run: all epochs, or train.max_steps when these are fewer.
int64_t TotalSteps(const TrainConfig& config, int64_t steps_per_epoch);

// The network has as many outputs as the source has things to learn.
RunConfig WithHeads(RunConfig config, const BatchSource& source);

// One cycle over the whole run after the warm-up, unless train.restart_steps says how long one is.
Schedule MakeSchedule(const TrainConfig& config, int64_t total_steps);

// By name; without those of the ECG encoder and its projection when they are frozen.
std::map<std::string, at::Tensor> TrainedParameters(const TrainConfig& config,
                                                    const Weights& weights);

// Takes over all that the bundle has; what it lacks (a direct head) keeps its start. Errors: those
// of SafetensorsFile and LoadTensor.
void TakeOverWeights(const std::filesystem::path& bundle, Weights& weights);

// A network ready for its first step, and what updates it.
struct Learner {
  std::unique_ptr<EcgNetwork> network;
  AdamW optimizer;
  at::Device device;
};

// What pre-training starts with: random weights or those of train.start_from. Errors: those of
// TakeOverWeights.
Learner NewLearner(const RunConfig& config, const BatchSource& source, at::Device device);

}  // namespace supreme
