#include "cli/process_group.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <thread>

#include "core/error.h"
#include "core/numbers.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

// Parent of a process: the fourth word of its "stat"; the second, its name, may hold anything.
std::optional<pid_t> ParentOf(const fs::path& folder) {
  std::ifstream file(folder / "stat");
  std::string text;
  std::getline(file, text, '\0');
  const size_t name_end = text.rfind(')');
  if (name_end == std::string::npos || name_end + 4 > text.size()) return std::nullopt;
  const std::string rest = text.substr(name_end + 4);  // after ") S "
  const auto parent = ParseInt(rest.substr(0, rest.find(' ')));
  return parent ? std::optional(static_cast<pid_t>(*parent)) : std::nullopt;
}

// Children of these processes.
std::vector<pid_t> ChildrenOf(const std::vector<pid_t>& parents) {
  std::vector<pid_t> children;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator("/proc", error)) {
    const auto pid = ParseInt(entry.path().filename().string());
    if (!pid) continue;
    const auto parent = ParentOf(entry.path());
    if (parent && std::ranges::find(parents, *parent) != parents.end()) {
      children.push_back(static_cast<pid_t>(*pid));
    }
  }
  return children;
}

std::vector<pid_t> DescendantsOf(std::vector<pid_t> parents) {
  std::vector<pid_t> all;
  while (!parents.empty()) {
    parents = ChildrenOf(parents);
    all.insert(all.end(), parents.begin(), parents.end());
  }
  return all;
}

void UseLog(const fs::path& log) {
  const int file = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  if (file < 0) return;
  ::dup2(file, STDOUT_FILENO);
  ::dup2(file, STDERR_FILENO);
}

// Runs in the child and does not return; errors of execvp go to `report`.
[[noreturn]] void BecomeChild(const ChildCommand& command, std::vector<char*>& words, int report) {
  ::setsid();
  ::prctl(PR_SET_PDEATHSIG, SIGTERM);
  for (const auto& [name, value] : command.environment) ::setenv(name.c_str(), value.c_str(), 1);
  if (!command.log.empty()) UseLog(command.log);
  ::execvp(words[0], words.data());
  const int error_number = errno;
  [[maybe_unused]] const ssize_t written = ::write(report, &error_number, sizeof error_number);
  ::_exit(127);
}

}  // namespace

ProcessGroup::ProcessGroup() { ::prctl(PR_SET_CHILD_SUBREAPER, 1); }

ProcessGroup::~ProcessGroup() { KillAll(); }

void ProcessGroup::Start(const ChildCommand& command) {
  std::vector<std::string> words = command.words;
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  std::array<int, 2> report{};
  if (::pipe2(report.data(), O_CLOEXEC) != 0) {
    throw SystemError(errno, "cannot make a pipe", words[0]);
  }
  const pid_t child = ::fork();
  if (child == 0) BecomeChild(command, pointers, report[1]);
  const int fork_error = errno;
  ::close(report[1]);
  int error_number = 0;
  const bool failed =
      child > 0 && ::read(report[0], &error_number, sizeof error_number) == sizeof error_number;
  ::close(report[0]);
  if (child > 0 && !failed) {
    children_[child] = true;
    return;
  }
  if (child > 0) ::waitpid(child, nullptr, 0);
  throw Error(
      ErrorCode::kUnavailable,
      std::string("cannot be started: ") + std::strerror(child > 0 ? error_number : fork_error),
      words[0], words[0] == "mpirun" ? "apt-get install openmpi-bin" : "build it: ./dev build");
}

bool ProcessGroup::AllEnded() {
  int status = 0;
  for (pid_t ended = ::waitpid(-1, &status, WNOHANG); ended > 0;
       ended = ::waitpid(-1, &status, WNOHANG)) {
    const auto child = children_.find(ended);
    if (child == children_.end()) continue;  // an orphan
    child->second = false;
    const int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    if (code != 0 && !first_failure_) first_failure_ = code;
  }
  return std::ranges::none_of(children_, [](const auto& child) { return child.second; });
}

void ProcessGroup::SignalChildren(int signal) const {
  for (const auto& [child, is_there] : children_) {
    if (is_there) ::kill(child, signal);
  }
}

void ProcessGroup::SignalGrandchildren(int signal) const {
  std::vector<pid_t> parents;
  for (const auto& [child, is_there] : children_) {
    if (is_there) parents.push_back(child);
  }
  for (const pid_t process : DescendantsOf(parents)) ::kill(process, signal);
}

void ProcessGroup::KillAll() {
  for (;;) {
    AllEnded();
    const std::vector<pid_t> left = DescendantsOf({::getpid()});
    if (left.empty()) return;
    for (const pid_t process : left) ::kill(process, SIGKILL);
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
}

}  // namespace supreme
