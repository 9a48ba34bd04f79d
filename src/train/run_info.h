// run.json: what a run was made of, and what came out.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "train/trainer.h"

namespace supreme {

struct RunInfo {
  std::vector<std::string> command;
  std::filesystem::path vocabulary;
};

// Software, configuration, data and machine. `where` of errors is the vocabulary's queries.json.
OrderedJson DescribeRun(const RunConfig& config, const BatchSource& source, const RunInfo& info);

// Steps, records, epochs, best AUC of a trainer's state.
OrderedJson DescribeResult(const Trainer& trainer);

// kUsage naming the first field that decides what is computed and that differs from the run's
// run.json, or when the data or the vocabulary differ.
void CheckSameRun(const std::filesystem::path& run_json, const OrderedJson& description);

}  // namespace supreme
