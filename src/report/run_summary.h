// What a run folder says about its run, for tables of many runs.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace supreme {

enum class RunState {
  kRunning,   // its process lives and holds the lock
  kFinished,  // the bundle was written
  kStopped,   // by Ctrl-C: the newest checkpoint is as new as the last line of metrics
  kFailed,    // ended in another way: --resume goes back to the newest checkpoint
};
std::string_view RunStateName(RunState state);

struct RunSummary {
  std::string name;  // its folder, as found below the folder that was searched
  RunState state = RunState::kFailed;
  std::string model;  // preset, or the kind of encoder where the settings are no preset's
  int64_t step = 0;
  double epoch = 0.0;
  std::optional<double> best_auc;
  std::optional<int64_t> best_step;
  std::optional<double> loss;
  std::optional<double> records_per_sec;
  double age_seconds = 0.0;  // since metrics were last written
  uint64_t bytes = 0;        // of all files
  std::string problem;       // why nothing else is known; empty for a readable run
};

// Never throws for what a folder holds: a broken file becomes `problem`. Values that are missing
// stay empty.
RunSummary ReadRunSummary(const std::filesystem::path& run);

// Folders with a run.json below `folder`, or the folder itself, at most eight levels down and by
// name; links are not followed. kNotFound when `folder` is none.
std::vector<RunSummary> FindRuns(const std::filesystem::path& folder);

}  // namespace supreme
