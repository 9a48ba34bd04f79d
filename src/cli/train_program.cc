#include "cli/train_program.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>

#include "core/error.h"
#include "core/interrupt.h"

namespace supreme {
namespace {

constexpr int kCannotStart = 127;
constexpr size_t kMaxOutput = size_t{1} << 20;

// Exit status of the child process.
int WaitFor(pid_t child) {
  int status = 0;
  while (::waitpid(child, &status, 0) < 0) {
    if (errno == EINTR) continue;  // the child has got the same signal and saves its work
    throw Error(ErrorCode::kInternal, "lost the training program");
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

// supreme-train WORDS… with its stdout at `output`.
pid_t Start(const std::string& program, std::vector<std::string> words, int output) {
  words.insert(words.begin(), program);
  std::vector<char*> pointers;
  for (auto& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  const pid_t child = ::fork();
  if (child == 0) {
    // Should this program be killed, training saves its work and ends.
    ::prctl(PR_SET_PDEATHSIG, SIGTERM);
    ::dup2(output, STDOUT_FILENO);
    ::execv(program.c_str(), pointers.data());
    ::_exit(kCannotStart);
  }
  if (child < 0) throw Error(ErrorCode::kUnavailable, "cannot start another process", program);
  return child;
}

[[noreturn]] void ThrowCannotStart(const std::string& program) {
  throw Error(ErrorCode::kUnavailable, "cannot start the training program", program,
              "build it: ./dev build");
}

}  // namespace

std::filesystem::path TrainProgram() {
  std::error_code error;
  const auto self = std::filesystem::read_symlink("/proc/self/exe", error);
  const auto folder = error ? std::filesystem::path(".") : self.parent_path();
  const auto installed = folder.parent_path() / "libexec" / "supreme-train";
  return std::filesystem::exists(installed) ? installed : folder / "supreme-train";
}

void RunTrainProgram(const std::vector<std::string>& arguments) {
  const std::string program = TrainProgram().string();
  std::vector<std::string> words = {"pretrain"};
  words.insert(words.end(), arguments.begin(), arguments.end());
  const int status = WaitFor(Start(program, words, STDERR_FILENO));
  ThrowIfInterrupted();
  if (status == kCannotStart) ThrowCannotStart(program);
  if (status != 0) {
    throw Error(ErrorCode::kInternal, "training ended with status " + std::to_string(status),
                program);
  }
}

TrainProgramOutput ReadTrainProgram(const std::vector<std::string>& words) {
  const std::string program = TrainProgram().string();
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw SystemError(errno, "cannot make pipe", program);
  const pid_t child = Start(program, words, ends[1]);
  ::close(ends[1]);
  TrainProgramOutput output;
  std::array<char, 4096> block{};
  for (;;) {
    const ssize_t size = ::read(ends[0], block.data(), block.size());
    if (size < 0 && errno == EINTR) continue;
    if (size <= 0) break;
    if (output.text.size() < kMaxOutput)
      output.text.append(block.data(), static_cast<size_t>(size));
  }
  ::close(ends[0]);
  output.status = WaitFor(child);
  if (output.status == kCannotStart) ThrowCannotStart(program);
  return output;
}

}  // namespace supreme
