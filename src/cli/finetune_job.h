// Fine-tuning for `supreme`, which links no LibTorch: supreme-train does it, from file to file.
#pragma once

#include <cstdint>
#include <vector>

#include "data/pack.h"
#include "eval/probe_records.h"
#include "eval/probe_training.h"
#include "predict/bundle.h"
#include "train/finetune_config.h"

namespace supreme {

// All must outlive the call.
struct FineTuneJob {
  const Bundle& bundle;
  const Pack& pack;
  const ProbeRecords& records;
  const std::vector<std::vector<uint32_t>>& indices;  // of each seed, into records.train
  const std::vector<uint64_t>& seeds;
  const FineTuneConfig& config;
};

// One run per seed. supreme-train shows progress and says what went wrong.
// Errors: kUsage when no class has both kinds of validation records; kUnavailable when
// supreme-train is not there; kCancelled after Ctrl-C; kInternal when it failed.
std::vector<ProbeRun> FineTuneByTrainProgram(const FineTuneJob& job);

}  // namespace supreme
