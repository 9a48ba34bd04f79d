// Another program as a child that dies with this one and writes into a log file.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace supreme {

struct ChildCommand {
  std::filesystem::path program;
  std::vector<std::string> words;  // after the program's name
  std::filesystem::path log;       // its output goes to the end of this file
};

// The child is in a process group of its own, so that Ctrl-C reaches it only through Stop(), once;
// when this process dies, whatever the way, it gets SIGTERM. Not thread-safe; start it from the
// main thread, whose end the child takes for the end of the process.
class ChildProcess {
 public:
  // kUnavailable when no process can be made; kIo when the log cannot be written. A program that
  // cannot be started ends with status 127.
  explicit ChildProcess(const ChildCommand& command);
  // Stops a child that still runs, and waits for it.
  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  // The exit status once it has ended, 128 + signal when a signal ended it. Does not wait.
  std::optional<int> Poll();
  // Asks it to save its work and end; further calls do nothing.
  void Stop();

 private:
  pid_t id_ = -1;
  std::optional<int> status_;
  bool stopped_ = false;
};

}  // namespace supreme
