// Runs the tasks of a sweep as child processes and goes on where it stopped.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "sweep/tasks.h"
#include "sweep/times.h"

namespace supreme {

struct SweepRunOptions {
  std::filesystem::path program;  // supreme
  std::filesystem::path out;      // folder of the sweep
  int64_t jobs = 1;               // tasks at a time
  // One per job, for trainings: "cuda:0", …; empty = as the settings say.
  std::vector<std::string> devices;
  double lock_patience_sec = 60.0;  // for a training of a killed sweep to save and end
  std::function<void(const std::string& line)> say;
  std::function<void()> on_result;  // after each evaluation, and after each failure
};

struct SweepFailure {
  std::string task;   // its label
  std::string error;  // one line
  std::string log;    // below the sweep's folder
};

// Each task runs once; finished ones are left out, cut trainings go on from their last checkpoint,
// failed ones of an earlier call are tried again. A failure stops only what needs it.
class SweepRunner {
 public:
  // The tasks and times must outlive it.
  SweepRunner(const SweepTasks& tasks, SweepTimes& times, SweepRunOptions options);

  // kCancelled after Ctrl-C, once the children have saved and ended. Call it on the main thread.
  void Run();
  const std::vector<SweepFailure>& failures() const { return failures_; }

 private:
  enum class State { kWaiting, kRunning, kDone, kFailed };
  struct Job;

  void Start(Job& job);
  void StartTraining(Job& job, size_t index);
  void StartScoring(Job& job, size_t index);
  bool LockIsFree(size_t training);
  void Finish(Job& job, int status);
  void Fail(const Job& job, int status);
  void StopAll(std::vector<Job>& jobs);
  bool AllDone() const;
  void Say(const std::string& what) const;
  std::string RestText() const;

  const SweepTasks& tasks_;
  SweepTimes& times_;
  SweepRunOptions options_;
  std::vector<State> trainings_, scorings_;
  std::vector<double> lock_waited_sec_;  // by training
  std::vector<SweepFailure> failures_;
};

// The last line that the program wrote about itself into a log, from a byte on; at most 300 bytes.
std::string LastErrorLine(const std::filesystem::path& log, uint64_t from);

}  // namespace supreme
