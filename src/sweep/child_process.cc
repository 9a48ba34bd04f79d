#include "sweep/child_process.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>

#include "core/error.h"

namespace supreme {
namespace {

constexpr int kCannotStart = 127;

int StatusOf(int wait_status) {
  return WIFEXITED(wait_status) ? WEXITSTATUS(wait_status) : 128 + WTERMSIG(wait_status);
}

// In the child: only calls that are allowed between fork and exec.
[[noreturn]] void RunProgram(char* const* words, int log, int nothing, pid_t parent) {
  ::setpgid(0, 0);
  ::prctl(PR_SET_PDEATHSIG, SIGTERM);
  if (::getppid() != parent) ::_exit(kCannotStart);  // it died before prctl
  ::dup2(nothing, STDIN_FILENO);
  ::dup2(log, STDOUT_FILENO);
  ::dup2(log, STDERR_FILENO);
  ::execv(words[0], words);
  ::_exit(kCannotStart);
}

}  // namespace

ChildProcess::ChildProcess(const ChildCommand& command) {
  std::vector<std::string> words = {command.program.string()};
  words.insert(words.end(), command.words.begin(), command.words.end());
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  const int log = ::open(command.log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  if (log < 0) throw SystemError(errno, "cannot open the log", command.log.string());
  const int nothing = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
  const pid_t parent = ::getpid();
  id_ = nothing < 0 ? -1 : ::fork();
  if (id_ == 0) RunProgram(pointers.data(), log, nothing, parent);
  ::close(log);
  if (nothing >= 0) ::close(nothing);
  if (id_ < 0) {
    throw Error(ErrorCode::kUnavailable, "cannot start another process", command.program.string());
  }
}

ChildProcess::~ChildProcess() {
  if (status_) return;
  Stop();
  while (::waitpid(id_, nullptr, 0) < 0 && errno == EINTR) {
  }
}

std::optional<int> ChildProcess::Poll() {
  if (status_) return status_;
  int wait_status = 0;
  const pid_t ended = ::waitpid(id_, &wait_status, WNOHANG);
  if (ended == id_) status_ = StatusOf(wait_status);
  if (ended < 0 && errno != EINTR) throw SystemError(errno, "lost a child process", "waitpid");
  return status_;
}

void ChildProcess::Stop() {
  if (stopped_ || status_) return;
  stopped_ = true;
  ::kill(id_, SIGTERM);
}

}  // namespace supreme
