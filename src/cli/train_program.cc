#include "cli/train_program.h"

#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>

#include "core/error.h"
#include "core/interrupt.h"

namespace supreme {
namespace {

constexpr int kCannotStart = 127;

// Exit status of the child process.
int WaitFor(pid_t child) {
  int status = 0;
  while (::waitpid(child, &status, 0) < 0) {
    if (errno == EINTR) continue;  // the child has got the same signal and saves its work
    throw Error(ErrorCode::kInternal, "lost the training program");
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
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
  std::vector<std::string> words = {program, "pretrain"};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> pointers;
  for (auto& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  const pid_t child = ::fork();
  if (child == 0) {
    ::dup2(STDERR_FILENO, STDOUT_FILENO);
    ::execv(program.c_str(), pointers.data());
    ::_exit(kCannotStart);
  }
  if (child < 0) throw Error(ErrorCode::kUnavailable, "cannot start another process", program);
  const int status = WaitFor(child);
  ThrowIfInterrupted();
  if (status == kCannotStart) {
    throw Error(ErrorCode::kUnavailable, "cannot start the training program", program,
                "build it: ./dev build");
  }
  if (status != 0) {
    throw Error(ErrorCode::kInternal, "training ended with status " + std::to_string(status),
                program);
  }
}

}  // namespace supreme
