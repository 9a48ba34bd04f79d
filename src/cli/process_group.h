// Processes that a launcher starts, with all that they start in turn: none outlives it.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace supreme {

struct ChildCommand {
  std::vector<std::string> words;  // program, found by PATH, and its arguments
  std::vector<std::pair<std::string, std::string>> environment;  // added to this process's own
  std::filesystem::path log;  // takes output and errors; "" = this process's own
};

// One at a time in a process. Not thread-safe.
class ProcessGroup {
 public:
  // Orphans of the children become this process's children.
  ProcessGroup();
  // Ends all that are left.
  ~ProcessGroup();
  ProcessGroup(const ProcessGroup&) = delete;
  ProcessGroup& operator=(const ProcessGroup&) = delete;

  // In a session of its own: a Ctrl-C of the terminal reaches this process alone. kUnavailable when
  // the program cannot be started. When this process dies, the child is asked to stop.
  void Start(const ChildCommand& command);
  // Takes note of children that have ended; true when all have.
  bool AllEnded();
  // Of the first child that did not end with 0: its exit code, or 128 + signal.
  std::optional<int> first_failure() const { return first_failure_; }
  // To the children, or to all that they have started.
  void SignalChildren(int signal) const;
  void SignalGrandchildren(int signal) const;
  // SIGKILL, which ends stopped processes, too; returns when none is left.
  void KillAll();

 private:
  std::map<pid_t, bool> children_;  // true = still there
  std::optional<int> first_failure_;
};

}  // namespace supreme
