// Fine-tuning for `supreme`, which links no LibTorch: supreme-train does it, from file to file.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
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
  std::filesystem::path run;         // run folder (train/finetune_file.h)
  std::vector<std::string> command;  // as typed
  bool plain = false;                // one line of progress, even on a terminal
};

// Trains all seeds, or what an earlier call has left of them. supreme-train shows progress and says
// what went wrong; returns its exit code. Errors: kUsage when no class has both kinds of validation
// records; kUnavailable when supreme-train is not there; kInternal when a signal ended it.
int FineTuneByTrainProgram(const FineTuneJob& job);

// One run per seed, once all are trained. Errors: those of ReadFineTuned.
std::vector<ProbeRun> ReadFineTunedRuns(const FineTuneJob& job);

}  // namespace supreme
