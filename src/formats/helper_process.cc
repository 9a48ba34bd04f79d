#include "formats/helper_process.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <thread>

#include "core/error.h"
#include "core/interrupt.h"
#include "core/numbers.h"

namespace supreme::formats {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr milliseconds kPollStep{100};
constexpr int kCannotStart = 127;

class Descriptor {
 public:
  explicit Descriptor(int value = -1) : value_(value) {}
  ~Descriptor() { Close(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  void Close() {
    if (value_ >= 0) ::close(value_);
    value_ = -1;
  }
  int get() const { return value_; }

 private:
  int value_;
};

// A child that is stopped and collected at the latest by the destructor.
class Child {
 public:
  explicit Child(pid_t process) : process_(process) {}
  ~Child() {
    if (process_ < 0) return;
    ::kill(process_, SIGKILL);
    Collect(0);
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  // Wait status; nothing when it still runs at the deadline.
  bool WaitUntil(Clock::time_point deadline, int& status) {
    for (milliseconds pause{1};; pause = std::min(2 * pause, kPollStep)) {
      if (Collect(WNOHANG)) {
        status = status_;
        return true;
      }
      if (Clock::now() >= deadline) return false;
      std::this_thread::sleep_for(pause);
    }
  }

 private:
  bool Collect(int flags) {
    pid_t collected = 0;
    do {
      collected = ::waitpid(process_, &status_, flags);
    } while (collected < 0 && errno == EINTR);
    if (collected != process_) return false;
    process_ = -1;
    return true;
  }

  pid_t process_;
  int status_ = 0;
};

class SpawnActions {
 public:
  SpawnActions(int input, int output) {
    ::posix_spawn_file_actions_init(&actions_);
    ::posix_spawn_file_actions_adddup2(&actions_, input, STDIN_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions_, output, STDOUT_FILENO);
    ::posix_spawn_file_actions_addopen(&actions_, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    ::posix_spawn_file_actions_addclosefrom_np(&actions_, STDERR_FILENO + 1);
  }
  ~SpawnActions() { ::posix_spawn_file_actions_destroy(&actions_); }
  SpawnActions(const SpawnActions&) = delete;
  SpawnActions& operator=(const SpawnActions&) = delete;
  const posix_spawn_file_actions_t* get() const { return &actions_; }

 private:
  posix_spawn_file_actions_t actions_;
};

[[noreturn]] void CannotStart(const HelperCall& call, const std::string& why) {
  throw Error(ErrorCode::kUnavailable,
              "cannot start " + call.program.string() + " to read the file: " + why,
              call.source_path, "build it (./dev build) or install it beside supreme");
}

pid_t Spawn(const HelperCall& call, int output) {
  std::string program = call.program.string();
  std::string request = call.request;
  std::array<char*, 3> arguments = {program.data(), request.data(), nullptr};
  std::string locale = "LC_ALL=C";
  std::array<char*, 2> environment = {locale.data(), nullptr};
  const SpawnActions actions(call.input, output);
  pid_t process = -1;
  const int failure = ::posix_spawn(&process, program.c_str(), actions.get(), nullptr,
                                    arguments.data(), environment.data());
  if (failure != 0) CannotStart(call, std::strerror(failure));
  return process;
}

[[noreturn]] void TooSlow(const HelperCall& call, const HelperLimits& limits) {
  throw Error(ErrorCode::kTimeout,
              "reading took over " + FormatDouble(limits.wall_sec) + " s and was stopped",
              call.source_path, "the file may be damaged; get it again");
}

std::string ReadAnswer(int output, const HelperCall& call, const HelperLimits& limits,
                       Clock::time_point deadline) {
  std::string answer;
  std::array<char, 1 << 16> block{};
  for (;;) {
    ThrowIfInterrupted();
    pollfd ready = {output, POLLIN, 0};
    const int events = ::poll(&ready, 1, static_cast<int>(kPollStep.count()));
    if (Clock::now() >= deadline) TooSlow(call, limits);
    if (events <= 0) continue;
    const ssize_t count = ::read(output, block.data(), block.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) throw SystemError(errno, "cannot read the helper's answer", call.source_path);
    if (count == 0) return answer;
    if (answer.size() + static_cast<size_t>(count) > limits.answer_bytes) {
      throw Error(ErrorCode::kCorruptData,
                  "the file reader answered more than " + std::to_string(limits.answer_bytes) +
                      " bytes and was stopped",
                  call.source_path, "the file may be damaged; get it again");
    }
    answer.append(block.data(), static_cast<size_t>(count));
  }
}

void CheckStatus(int status, const HelperCall& call) {
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return;
  if (WIFEXITED(status) && WEXITSTATUS(status) == kCannotStart) {
    CannotStart(call, "it or one of its libraries is missing");
  }
  const std::string how = WIFSIGNALED(status)
                              ? "was ended by signal " + std::to_string(WTERMSIG(status)) + " (" +
                                    ::strsignal(WTERMSIG(status)) + ")"
                              : "ended with status " + std::to_string(WEXITSTATUS(status));
  throw Error(ErrorCode::kCorruptData, "the file reader " + how, call.source_path,
              "the file may be damaged; get it again");
}

}  // namespace

std::filesystem::path HelperProgram() {
  std::error_code ignored;
  const auto folder = std::filesystem::read_symlink("/proc/self/exe", ignored).parent_path();
  const auto installed = folder.parent_path() / "libexec" / "supreme-open";
  return std::filesystem::exists(installed, ignored) ? installed : folder / "supreme-open";
}

std::string RunHelper(const HelperCall& call, const HelperLimits& limits) {
  const auto deadline = Clock::now() + std::chrono::duration_cast<Clock::duration>(
                                           std::chrono::duration<double>(limits.wall_sec));
  int ends[2] = {-1, -1};
  if (::pipe2(ends, O_CLOEXEC) != 0) {
    throw SystemError(errno, "cannot make a pipe", call.source_path);
  }
  const Descriptor output(ends[0]);
  Descriptor input(ends[1]);
  Child child(Spawn(call, input.get()));
  input.Close();
  std::string answer = ReadAnswer(output.get(), call, limits, deadline);
  int status = 0;
  if (!child.WaitUntil(deadline, status)) TooSlow(call, limits);
  CheckStatus(status, call);
  return answer;
}

}  // namespace supreme::formats
