#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <thread>

#include "cli/arguments.h"
#include "cli/launch_code.h"
#include "cli/process_group.h"
#include "cli/train_program.h"
#include "cli/verbs.h"
#include "core/atomic_file.h"
#include "core/error.h"
#include "core/interrupt.h"
#include "core/numbers.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

constexpr int64_t kMaxRanks = 4096;
constexpr auto kPause = std::chrono::milliseconds(20);
constexpr auto kGrace = std::chrono::seconds(2);  // for the last words of ranks that lost another

struct Flags {
  int64_t nproc = 0;
  int64_t max_restarts = 3;
  double timeout_s = 0.0;
  std::string collective = "auto";
  int64_t port = 29500;
  VerbArguments command;  // after "--", from "pretrain" on
};

// What stands after "--" is not ours to read.
VerbArguments TakeCommand(VerbArguments& words) {
  const auto split = std::ranges::find(words, "--");
  if (split == words.end()) return {};
  VerbArguments command(split + 1, words.end());
  words.erase(split, words.end());
  return command;
}

bool ParseFlags(VerbArguments words, Flags& flags) {
  flags.command = TakeCommand(words);
  Arguments arguments(
      "launch",
      "Trains with several processes on this machine (ranks) that share every batch, and starts "
      "them again from the last checkpoint when one dies or hangs. The command follows after --.",
      {"supreme launch --nproc 4 -- pretrain --pack pack --vocab vocab --out run",
       "supreme launch --nproc 8 --timeout 120 -- pretrain --pack pack --vocab vocab --out run "
       "--config configs/paper.toml --device cuda"});
  arguments.Option("--nproc", flags.nproc, "ranks, at most one per GPU");
  arguments.Option("--max-restarts", flags.max_restarts, "times to start again before giving up");
  arguments.Option("--timeout", flags.timeout_s,
                   "seconds to wait for a rank before it counts as lost; 0 = as set in the "
                   "command (ranks.timeout_s)");
  arguments.Choice("--collective", flags.collective, {"auto", "mpi", "nccl"},
                   "mpi starts mpirun, nccl one process per GPU; auto = nccl when the command has "
                   "--device cuda");
  arguments.Option("--port", flags.port, "where ranks on GPUs meet; one of its own for each run");
  return arguments.Parse(words);
}

[[noreturn]] void Refuse(const std::string& what, const std::string& hint) {
  throw Error(ErrorCode::kUsage, what, "supreme launch", hint);
}

// The value after a flag of the command, "" when it is not there.
std::string ValueOf(const VerbArguments& command, const std::string& flag) {
  for (size_t i = 0; i < command.size(); ++i) {
    if (command[i].starts_with(flag + "=")) return command[i].substr(flag.size() + 1);
    if (command[i] == flag && i + 1 < command.size()) return command[i + 1];
  }
  return "";
}

void Check(const Flags& flags) {
  if (flags.nproc < 1 || flags.nproc > kMaxRanks) {
    Refuse("--nproc has to be 1 to " + std::to_string(kMaxRanks), "--nproc 2");
  }
  if (flags.max_restarts < 0) Refuse("--max-restarts is negative", "--max-restarts 3");
  if (flags.timeout_s < 0.0) Refuse("--timeout is negative", "--timeout 300");
  if (flags.port < 1 || flags.port > 65535) Refuse("--port is no port", "--port 29500");
  if (!flags.command.empty() && flags.command[0] != "pretrain") {
    Refuse("\"" + flags.command[0] + "\" does not train in several processes",
           "supreme launch --nproc 2 -- pretrain --pack pack …");
  }
  if (flags.command.empty()) {
    Refuse("no command to launch", "supreme launch --nproc 2 -- pretrain --pack pack …");
  }
  if (ValueOf(flags.command, "--out").empty()) {
    Refuse("the command has no --out", "supreme launch --nproc 2 -- pretrain … --out run");
  }
}

bool UsesNccl(const Flags& flags) {
  if (flags.collective != "auto") return flags.collective == "nccl";
  const bool is_set = std::ranges::any_of(flags.command, [](const std::string& word) {
    return word.find("train.device=cuda") != std::string::npos;
  });
  return is_set || ValueOf(flags.command, "--device").starts_with("cuda");
}

// What each rank runs.
VerbArguments RankCommand(const Flags& flags, bool resumes) {
  VerbArguments words = {TrainProgram().string()};
  words.insert(words.end(), flags.command.begin(), flags.command.end());
  if (flags.timeout_s > 0.0) {
    words.insert(words.end(), {"--set", "ranks.timeout_s=" + FormatDouble(flags.timeout_s)});
  }
  const bool has_resume = std::ranges::find(words, "--resume") != words.end();
  if (resumes && !has_resume) words.push_back("--resume");
  return words;
}

// Attempt 2's logs lie in OUT/ranks/attempt_2.
class Launch {
 public:
  explicit Launch(const Flags& flags)
      : flags_(flags),
        uses_nccl_(UsesNccl(flags)),
        logs_(fs::path(ValueOf(flags.command, "--out")) / "ranks") {}

  // Exit code of the ranks.
  int Run(int64_t attempt) const {
    const fs::path logs = logs_ / ("attempt_" + std::to_string(attempt));
    MakeFolder(logs);
    ProcessGroup group;
    if (uses_nccl_) {
      StartRanks(group, attempt, logs);
    } else {
      StartMpirun(group, attempt, logs);
    }
    return Watch(group);
  }

  const fs::path& logs() const { return logs_; }

 private:
  void StartMpirun(ProcessGroup& group, int64_t attempt, const fs::path& logs) const {
    // Ranks may be more than cores, share them with other work, and must not spin while they wait.
    VerbArguments words = {"mpirun",
                           "-n",
                           std::to_string(flags_.nproc),
                           "--quiet",
                           "--oversubscribe",
                           "--bind-to",
                           "none",
                           "--mca",
                           "mpi_yield_when_idle",
                           "1",
                           "--output-filename",
                           fs::absolute(logs).string()};
    if (::geteuid() == 0) words.push_back("--allow-run-as-root");
    const VerbArguments rank = RankCommand(flags_, attempt > 1);
    words.insert(words.end(), rank.begin(), rank.end());
    group.Start({words, {{kLaunchedVariable, "1"}}, {}});
  }

  void StartRanks(ProcessGroup& group, int64_t attempt, const fs::path& logs) const {
    const std::string size = std::to_string(flags_.nproc);
    for (int64_t rank = 0; rank < flags_.nproc; ++rank) {
      const std::string number = std::to_string(rank);
      group.Start({RankCommand(flags_, attempt > 1),
                   {{kLaunchedVariable, "1"},
                    {"RANK", number},
                    {"LOCAL_RANK", number},
                    {"WORLD_SIZE", size},
                    {"LOCAL_WORLD_SIZE", size},
                    {"MASTER_ADDR", "127.0.0.1"},
                    {"MASTER_PORT", std::to_string(flags_.port)}},
                   rank == 0 ? fs::path() : logs / ("rank_" + number + ".log")});
    }
  }

  int Watch(ProcessGroup& group) const {
    std::optional<std::chrono::steady_clock::time_point> failed;
    bool has_passed_on = false;
    while (!group.AllEnded()) {
      if (Interrupted() && !has_passed_on) {
        has_passed_on = true;
        // mpirun would kill the ranks; they themselves save and end.
        uses_nccl_ ? group.SignalChildren(SIGINT) : group.SignalGrandchildren(SIGINT);
      }
      const auto now = std::chrono::steady_clock::now();
      if (group.first_failure() && !failed) failed = now;
      if (failed && now - *failed > kGrace) break;
      std::this_thread::sleep_for(kPause);
    }
    group.KillAll();
    return group.first_failure().value_or(0);
  }

  const Flags& flags_;
  bool uses_nccl_;
  fs::path logs_;
};

// A rank was lost, or fell to a signal: another attempt may go well. What the data, the disk or the
// settings are to blame for would only happen again; so would a device or port that was not there,
// unless an attempt before had it: then the lost ranks may not have let go of it yet.
bool IsWorthRestarting(int code, int64_t attempt) {
  if (code == kNotThereCode) return attempt > 1;
  return code == ExitCode(ErrorCode::kTimeout) || code > 130;
}

// As it is told to whoever called: kNotThereCode is between launch and its ranks.
int OutwardCode(int code) {
  return code == kNotThereCode ? ExitCode(ErrorCode::kUnavailable) : code;
}

}  // namespace

int RunLaunch(const VerbArguments& words) {
  Flags flags;
  if (!ParseFlags(words, flags)) return 0;
  Check(flags);
  const Launch launch(flags);
  for (int64_t attempt = 1;; ++attempt) {
    const int code = launch.Run(attempt);
    if (code != 0 && Interrupted()) return ExitCode(ErrorCode::kCancelled);
    if (code == 0 || !IsWorthRestarting(code, attempt)) return OutwardCode(code);
    const std::string what = "the ranks ended with code " + std::to_string(OutwardCode(code));
    if (attempt > flags.max_restarts) {
      throw Error(ErrorCode::kUnavailable,
                  what + ", after " + std::to_string(flags.max_restarts) + " restarts",
                  launch.logs().string(), "read the logs there; --max-restarts allows more");
    }
    std::fprintf(stderr, "launch: %s; restart %lld of %lld from the last checkpoint\n",
                 what.c_str(), static_cast<long long>(attempt),
                 static_cast<long long>(flags.max_restarts));
  }
}

}  // namespace supreme
