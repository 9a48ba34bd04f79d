// run.json of a fine-tuned seed: what it is made of, and whether a later call is the same.
#pragma once

#include <filesystem>

#include "core/json.h"
#include "train/finetune.h"

namespace supreme {

// Program, machine, bundle, pack, records and settings.
OrderedJson DescribeFineTuning(const FineTuneData& data, const FineTuneOptions& options);

// Writes run.json where there is none. Else kUsage naming the first part of the description that
// decides what is computed and that differs from it.
void StartOrCheckFineTuning(const std::filesystem::path& run_json, const OrderedJson& description);

}  // namespace supreme
