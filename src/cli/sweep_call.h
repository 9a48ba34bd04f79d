// What `supreme sweep` was asked for, and its files read.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "cli/verbs.h"
#include "sweep/plan.h"
#include "sweep/rehearsal.h"
#include "sweep/runner.h"

namespace supreme {

struct SweepCall {
  std::vector<std::string> files;
  std::string out, root, seeds;
  std::vector<std::string> devices;
  std::vector<std::string> set;
  std::string format = "table";
  int64_t jobs = 1;
  bool dry_run = false;
  bool rehearse = false;
  int64_t steps = RehearsalOptions{}.steps;
};

struct OpenedSweep {
  SweepPlan plan;
  std::vector<std::filesystem::path> files;  // the sweep file and what it extends
};

// False when help was asked for. kUsage.
bool ParseSweepCall(const VerbArguments& arguments, SweepCall& call);

// Reads one of the call's files. Errors: those of ReadTomlFile and ReadSweepPlan.
OpenedSweep OpenSweep(const SweepCall& call, const std::string& file);

// This program's runs in the folder, reported on stderr.
SweepRunOptions SweepOptions(const SweepCall& call, const std::filesystem::path& out);

// All files of the call, each training once for a few steps, below OUT/rehearsal; the table goes to
// stdout. kCheckFailed when anything did not run.
void RunRehearsal(const SweepCall& call);

}  // namespace supreme
