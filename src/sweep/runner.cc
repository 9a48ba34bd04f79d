#include "sweep/runner.h"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <memory>
#include <set>
#include <thread>
#include <utility>

#include "core/atomic_file.h"
#include "core/error.h"
#include "core/interrupt.h"
#include "core/lock_file.h"
#include "core/progress.h"
#include "sweep/child_process.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr auto kPollPeriod = std::chrono::milliseconds(10);
constexpr size_t kMaxErrorBytes = 300;
constexpr int kFirstSignalStatus = 128;

double SecondsSince(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

uint64_t SizeOrZero(const fs::path& file) {
  std::error_code missing;
  const auto size = fs::file_size(file, missing);
  return missing ? 0 : size;
}

}  // namespace

// A place for one child at a time.
struct SweepRunner::Job {
  std::string device;
  std::unique_ptr<ChildProcess> child;
  bool is_training = false;
  size_t index = 0;
  fs::path log;  // below the sweep's folder
  uint64_t log_start = 0;
  Clock::time_point start;
};

SweepRunner::SweepRunner(const SweepTasks& tasks, SweepTimes& times, SweepRunOptions options)
    : tasks_(tasks),
      times_(times),
      options_(std::move(options)),
      lock_waited_sec_(tasks.trainings.size(), 0.0) {
  for (const SweepTraining& training : tasks.trainings) {
    trainings_.push_back(IsDone(options_.out, training) ? State::kDone : State::kWaiting);
  }
  for (const SweepScoring& scoring : tasks.scorings) {
    scorings_.push_back(IsDone(options_.out, scoring) ? State::kDone : State::kWaiting);
  }
}

void SweepRunner::Run() {
  std::vector<Job> jobs(static_cast<size_t>(options_.jobs));
  for (size_t i = 0; i < jobs.size(); ++i) {
    if (!options_.devices.empty()) jobs[i].device = options_.devices.at(i);
  }
  while (!AllDone()) {
    if (Interrupted()) StopAll(jobs);
    for (Job& job : jobs) {
      if (job.child) {
        if (const auto status = job.child->Poll()) Finish(job, *status);
      }
      if (!job.child) Start(job);
    }
    std::this_thread::sleep_for(kPollPeriod);
  }
}

// An evaluation when there is one, so that whole runs come out early; else a training.
void SweepRunner::Start(Job& job) {
  for (size_t i = 0; i < scorings_.size(); ++i) {
    if (scorings_[i] != State::kWaiting) continue;
    if (trainings_[tasks_.scorings[i].training] != State::kDone) continue;
    StartScoring(job, i);
    return;
  }
  for (size_t i = 0; i < trainings_.size(); ++i) {
    if (trainings_[i] != State::kWaiting || !LockIsFree(i)) continue;
    StartTraining(job, i);
    return;
  }
}

// The training of a sweep that was killed may still be saving its work.
bool SweepRunner::LockIsFree(size_t training) {
  const fs::path lock = options_.out / tasks_.trainings[training].folder / "lock";
  if (!fs::exists(lock) || lock_waited_sec_[training] > options_.lock_patience_sec) return true;
  try {
    const LockFile probe(lock);
    return true;
  } catch (const Error& error) {
    if (error.code() != ErrorCode::kUnavailable) throw;
    lock_waited_sec_[training] += std::chrono::duration<double>(kPollPeriod).count();
    return false;
  }
}

void SweepRunner::StartTraining(Job& job, size_t index) {
  const SweepTraining& training = tasks_.trainings[index];
  const fs::path run = options_.out / training.folder;
  MakeFolder(run);
  job.is_training = true;
  job.index = index;
  job.log = training.folder + "/output.txt";
  job.log_start = SizeOrZero(options_.out / job.log);
  job.start = Clock::now();
  std::vector<std::string> words = training.words;
  words.insert(words.end(), {"--out", run.string()});
  if (!job.device.empty()) words.insert(words.end(), {"--device", job.device});
  const bool goes_on = fs::exists(run / "run.json");
  if (goes_on) words.push_back("--resume");
  Say(training.label + ": training" + (goes_on ? ", resumed" : ""));
  job.child =
      std::make_unique<ChildProcess>(ChildCommand{options_.program, words, options_.out / job.log});
  trainings_[index] = State::kRunning;
}

void SweepRunner::StartScoring(Job& job, size_t index) {
  const SweepScoring& scoring = tasks_.scorings[index];
  const fs::path result = options_.out / scoring.result;
  MakeFolder(result.parent_path());
  job.is_training = false;
  job.index = index;
  job.log = fs::path(scoring.result).replace_extension(".txt");
  job.log_start = SizeOrZero(options_.out / job.log);
  job.start = Clock::now();
  std::vector<std::string> words = scoring.words;
  words.insert(words.end(),
               {"--bundle", (options_.out / tasks_.trainings[scoring.training].bundle()).string(),
                "--output", result.string()});
  job.child =
      std::make_unique<ChildProcess>(ChildCommand{options_.program, words, options_.out / job.log});
  scorings_[index] = State::kRunning;
}

void SweepRunner::Finish(Job& job, int status) {
  const double seconds = SecondsSince(job.start);
  job.child.reset();
  const std::string task =
      job.is_training ? tasks_.trainings[job.index].folder : tasks_.scorings[job.index].result;
  times_.Add(task, seconds);
  State& state = (job.is_training ? trainings_ : scorings_)[job.index];
  const bool done =
      status == 0 && (job.is_training ? IsDone(options_.out, tasks_.trainings[job.index])
                                      : IsDone(options_.out, tasks_.scorings[job.index]));
  if (!done) {
    state = State::kFailed;
    Fail(job, status);
    return;
  }
  state = State::kDone;
  if (job.is_training) {
    Say(tasks_.trainings[job.index].label + ": trained in " + FormatDuration(seconds) + RestText());
  } else {
    Say(tasks_.scorings[job.index].label + RestText());
    options_.on_result();
  }
}

void SweepRunner::Fail(const Job& job, int status) {
  std::string error = LastErrorLine(options_.out / job.log, job.log_start);
  if (status > kFirstSignalStatus && status != ExitCode(ErrorCode::kCancelled)) {
    const int signal = status - kFirstSignalStatus;
    error = "ended by signal " + std::to_string(signal);
    if (signal == SIGKILL) error += ", most often because memory ran out";
  } else if (error.empty()) {
    error = "ended with status " + std::to_string(status);
  }
  const std::string& label =
      job.is_training ? tasks_.trainings[job.index].label : tasks_.scorings[job.index].label;
  failures_.push_back({label, error, job.log.string()});
  Say(label + ": FAILED: " + error);
  for (size_t i = 0; job.is_training && i < scorings_.size(); ++i) {
    if (tasks_.scorings[i].training == job.index) scorings_[i] = State::kFailed;
  }
  options_.on_result();
}

void SweepRunner::StopAll(std::vector<Job>& jobs) {
  for (Job& job : jobs) {
    if (job.child) job.child->Stop();
  }
  for (Job& job : jobs) {
    if (!job.child) continue;
    while (!job.child->Poll()) std::this_thread::sleep_for(kPollPeriod);
    if (job.is_training) {
      times_.Add(tasks_.trainings[job.index].folder, SecondsSince(job.start));
    }
  }
  throw Error(ErrorCode::kCancelled, "stopped by the user", options_.out.string(),
              "the same command goes on");
}

bool SweepRunner::AllDone() const {
  const auto open = [](State state) {
    return state == State::kWaiting || state == State::kRunning;
  };
  return std::ranges::none_of(trainings_, open) && std::ranges::none_of(scorings_, open);
}

void SweepRunner::Say(const std::string& what) const {
  const auto ended = [](State state) { return state == State::kDone || state == State::kFailed; };
  const auto count =
      std::ranges::count_if(trainings_, ended) + std::ranges::count_if(scorings_, ended);
  options_.say("[" + std::to_string(count) + "/" +
               std::to_string(trainings_.size() + scorings_.size()) + "] " + what);
}

std::string SweepRunner::RestText() const {
  std::set<std::string> failed;
  for (size_t i = 0; i < trainings_.size(); ++i) {
    if (trainings_[i] == State::kFailed) failed.insert(tasks_.trainings[i].folder);
  }
  for (size_t i = 0; i < scorings_.size(); ++i) {
    if (scorings_[i] == State::kFailed) failed.insert(tasks_.scorings[i].result);
  }
  const auto rest = EstimateRest(tasks_, options_.out, times_, failed);
  if (!rest) return "";
  return "; about " + FormatDuration(*rest / static_cast<double>(options_.jobs)) + " left";
}

std::string LastErrorLine(const fs::path& log, uint64_t from) {
  const std::string text = ReadFile(log);
  std::string last, of_the_program;
  for (size_t start = std::min<size_t>(from, text.size()); start < text.size();) {
    const size_t end = std::min(text.find('\n', start), text.size());
    const std::string line = text.substr(start, end - start);
    if (!line.empty()) last = line;
    if (line.starts_with("supreme")) of_the_program = line;
    start = end + 1;
  }
  return (of_the_program.empty() ? last : of_the_program).substr(0, kMaxErrorBytes);
}

}  // namespace supreme
