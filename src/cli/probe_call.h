// What `supreme probe` and `supreme finetune` have in common: their flags, inputs and output.
#pragma once

#include <cstdint>
#include <string>

#include "cli/arguments.h"
#include "cli/eval_flags.h"
#include "eval/probe_result.h"
#include "predict/bundle.h"

namespace supreme {

struct ProbeCall {
  std::string bundle;
  TaskFlags task;
  std::string folds;
  std::string split_csv;
  std::string fraction = "100";
  int64_t shots = 0;
  std::string seeds = "1,2,3";
  ResultFlags result;
  int64_t bootstrap = 1000;
};

void AddProbeFlags(Arguments& flags, ProbeCall& call);

// Options without recipe and threads. kUsage naming the flag; `verb` as typed.
ProbeOptions ProbeOptionsOf(const ProbeCall& call, const std::string& verb);

// Task, pack and bundle of a call, opened. Errors of their readers.
struct OpenedProbe {
  explicit OpenedProbe(const ProbeCall& call);
  OpenedProbe(const OpenedProbe&) = delete;
  OpenedProbe& operator=(const OpenedProbe&) = delete;

  const Task task;
  const LabelMode label_mode;
  const Pack pack;
  const Bundle bundle;
  const ProbeInput input;  // of the above
};

// To --output, and to stdout as --format says.
void WriteProbeResult(const ProbeCall& call, const ProbeResult& result);

}  // namespace supreme
