// supreme-train, the program that links LibTorch.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace supreme {

// Beside this program, or in the installed libexec.
std::filesystem::path TrainProgram();

// Runs `supreme-train pretrain` with the arguments and waits for it; what it prints goes to stderr.
// kUnavailable when it cannot be started, kCancelled after Ctrl-C, kInternal when it failed (it has
// said why).
void RunTrainProgram(const std::vector<std::string>& arguments);

// What a finished supreme-train wrote to stdout, and its exit status.
struct TrainProgramOutput {
  int status = 0;
  std::string text;
};

// Runs `supreme-train WORDS…` and reads what it prints; stderr is shared. Text beyond 1 MiB is
// dropped. kUnavailable when it cannot be started.
TrainProgramOutput ReadTrainProgram(const std::vector<std::string>& words);

}  // namespace supreme
