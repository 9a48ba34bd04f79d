// run.json: what a run was made of, and what came out.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "train/trainer.h"

namespace supreme {

struct RunInfo {
  std::vector<std::string> command;
  std::filesystem::path vocabulary;
};

// Software, configuration, data and machine. `where` of errors is the vocabulary's queries.json.
OrderedJson DescribeRun(const RunConfig& config, const BatchSource& source, const RunInfo& info);

// The part that all kinds of training have: verb, command, start, software, machine.
OrderedJson DescribeProgram(const std::string& verb, const std::vector<std::string>& command);

// FNV-1a, 64 bits, as hex: enough to see that two runs had the same data.
std::string HashText(std::string_view text);

// Steps, records, epochs, best AUC of a trainer's state.
OrderedJson DescribeResult(const Trainer& trainer);

// kUsage naming the part of `now` at `pointer` ("/pack/id") when it is not what `before` has there;
// `where` is the file that holds `before`.
void CheckSame(const OrderedJson& before, const OrderedJson& now, const std::string& pointer,
               const std::string& where);

// kUsage naming the first field that decides what is computed and that differs from the run's
// run.json, or when the data or the vocabulary differ.
void CheckSameRun(const std::filesystem::path& run_json, const OrderedJson& description);

}  // namespace supreme
